package org.mingjian.tidy;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CatchTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The limits and names of the house, read from the source. A rule that no tool checks is not a rule. */
class TidyTest {

    private static final List<SourceFile> MAIN =
            SourceFile.below("platform/src/main/java", "verifier/src/main/java", "bench/src/main/java");
    private static final List<SourceFile> ALL = SourceFile.below(
            "platform/src/main/java",
            "verifier/src/main/java",
            "bench/src/main/java",
            "platform/src/test/java",
            "verifier/src/test/java");

    private static final Pattern BANNED_NAME =
            Pattern.compile(".*(Manager|Helper|Utils?|Impl|DTO|Dto|VO|Vo)|(Base|Common)[A-Z].*|Common");
    private static final Pattern SELECT_STAR = Pattern.compile("(?i)select\\s+\\*");
    private static final Pattern TABLE = Pattern.compile("(?i)\\b(?:from|join|into|update|table|references|only)\\s+"
            + "(?:if\\s+(?:not\\s+)?exists\\s+)?([a-z_]+)\\.[a-z_]+");
    private static final Set<String> SERVER_SCHEMAS = Set.of("pg_catalog", "information_schema");
    private static final Pattern UNNUMBERED = Pattern.compile("\\b(TODO|FIXME|XXX)\\b(?!.*#\\d+)");

    @Test
    void filesHaveAtMost400Lines() {
        List<String> found = ALL.stream()
                .filter(file -> file.lines().size() > 400)
                .map(file -> file.path() + ": " + file.lines().size() + " lines")
                .toList();

        assertThat(found).isEmpty();
    }

    @Test
    void linesHaveAtMost120Characters() {
        List<String> found = new ArrayList<>();
        for (SourceFile file : ALL) {
            for (int n = 0; n < file.lines().size(); n++) {
                String line = file.lines().get(n);
                // No formatter breaks a string; a statement of SQL or an example may stand out a little.
                boolean text = line.contains("\"");
                if (line.length() > (text ? 135 : 120)) {
                    found.add(file.path() + ":" + (n + 1));
                }
            }
        }

        assertThat(found).isEmpty();
    }

    @Test
    void methodsHaveAtMost60LinesAndFiveParameters() {
        List<String> found = visit(ALL, (file, out) -> new TreeScanner<Void, Void>() {
            private boolean inRecord;

            @Override
            public Void visitClass(ClassTree type, Void unused) {
                boolean outer = inRecord;
                inRecord = type.getKind() == Tree.Kind.RECORD;
                super.visitClass(type, unused);
                inRecord = outer;
                return unused;
            }

            @Override
            public Void visitMethod(MethodTree method, Void unused) {
                long lines = file.lineAfter(method) - file.lineOf(method) + 1;
                boolean constructor = method.getReturnType() == null;
                if (lines > 60) {
                    out.add(file.at(method, method.getName() + " has " + lines + " lines"));
                }
                // A record's components are named where they are read; what HTTP asks for is named in the annotations;
                // an override has the parameters of what it overrides, which is judged where it is ours.
                int most = constructor || isHandler(method) || isOverride(method) ? 7 : 5;
                int parameters = method.getParameters().size();
                if (parameters > most && !(constructor && inRecord)) {
                    out.add(file.at(method, method.getName() + " has " + parameters + " parameters"));
                }
                return super.visitMethod(method, unused);
            }
        });

        assertThat(found).isEmpty();
    }

    @Test
    void namesSayWhatAThingIs() {
        List<String> found = visit(ALL, (file, out) -> new TreeScanner<Void, Void>() {
            @Override
            public Void visitClass(ClassTree type, Void unused) {
                if (BANNED_NAME.matcher(type.getSimpleName()).matches()) {
                    out.add(file.at(type, type.getSimpleName().toString()));
                }
                return super.visitClass(type, unused);
            }
        });

        assertThat(found).isEmpty();
    }

    @Test
    void nothingCatchesEverything() {
        List<String> found = visit(MAIN, (file, out) -> new TreeScanner<Void, Void>() {
            @Override
            public Void visitCatch(CatchTree caught, Void unused) {
                String type = caught.getParameter().getType().toString();
                if (type.equals("Exception") || type.equals("Throwable")) {
                    out.add(file.at(caught, "catch (" + type + ")"));
                }
                return super.visitCatch(caught, unused);
            }
        });

        assertThat(found).isEmpty();
    }

    @Test
    void nothingReturnsNull() {
        List<String> found = visit(MAIN, (file, out) -> new TreeScanner<Void, Void>() {
            @Override
            public Void visitReturn(ReturnTree answer, Void unused) {
                if (answer.getExpression() instanceof LiteralTree literal
                        && literal.getKind() == Tree.Kind.NULL_LITERAL) {
                    out.add(file.at(answer, "return null"));
                }
                return super.visitReturn(answer, unused);
            }
        });

        assertThat(found).isEmpty();
    }

    @Test
    void sqlNamesItsColumns() throws IOException {
        List<String> found = visit(
                MAIN,
                (file, out) -> literals((literal, text) -> {
                    if (SELECT_STAR.matcher(text).find()) {
                        out.add(file.at(literal, "SELECT *"));
                    }
                }));
        for (Path script : SourceFile.filesBelow("platform/src/main/resources/db", ".sql")) {
            if (SELECT_STAR.matcher(Files.readString(script)).find()) {
                found.add(SourceFile.ROOT.relativize(script) + ": SELECT *");
            }
        }

        assertThat(found).isEmpty();
    }

    /** One module, one schema: so that a module can move to another database, and its tables can change alone. */
    @Test
    void sqlStaysInItsOwnSchema() throws IOException {
        Set<String> schemas = SourceFile.filesBelow("platform/src/main/resources/db/migration", ".sql").stream()
                .map(script -> script.getParent().getFileName().toString())
                .collect(Collectors.toSet());
        List<String> found = visit(
                MAIN,
                (file, out) -> literals((literal, text) -> {
                    for (String schema : foreign(text, file.module())) {
                        if (schemas.contains(schema) && !file.module().equals("bench")) {
                            out.add(file.at(literal, "speaks to schema " + schema));
                        }
                    }
                }));
        for (Path script : SourceFile.filesBelow("platform/src/main/resources/db/migration", ".sql")) {
            String module = script.getParent().getFileName().toString();
            String statements =
                    Files.readString(script).replaceAll("(?m)--.*$", "").replaceAll("'[^']*'", "''");
            foreign(statements, module)
                    .forEach(schema -> found.add(SourceFile.ROOT.relativize(script) + ": speaks to schema " + schema));
        }

        assertThat(schemas).isNotEmpty();
        assertThat(found).isEmpty();
    }

    @Test
    void migrationsSayWhyAndHowToUndo() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path script : SourceFile.filesBelow("platform/src/main/resources/db/migration", ".sql")) {
            String header = Files.readString(script)
                    .lines()
                    .takeWhile(line -> line.startsWith("--"))
                    .collect(Collectors.joining(" "));
            for (String word : List.of("Why", "Locks", "10 M", "Undo")) {
                if (!header.toLowerCase(Locale.ROOT).contains(word.toLowerCase(Locale.ROOT))) {
                    found.add(SourceFile.ROOT.relativize(script) + ": the header does not say: " + word);
                }
            }
        }

        assertThat(found).isEmpty();
    }

    @Test
    void whatIsLeftToDoHasANumber() throws IOException {
        List<String> found = new ArrayList<>();
        List<Path> files =
                new ArrayList<>(SourceFile.filesBelow("platform/src", ".java", ".sql", ".jte", ".yml", ".yaml"));
        files.addAll(SourceFile.filesBelow("verifier/src", ".java"));
        files.addAll(SourceFile.filesBelow("web/src", ".ts", ".vue"));
        files.addAll(SourceFile.filesBelow("rules", ".yaml"));
        for (Path file : files) {
            if (!file.endsWith("TidyTest.java")
                    && UNNUMBERED.matcher(Files.readString(file)).find()) {
                found.add(SourceFile.ROOT.relativize(file).toString());
            }
        }

        assertThat(found).isEmpty();
    }

    @Test
    void everyPackageIsChecked() {
        Set<Path> marked = MAIN.stream()
                .filter(file -> file.path().endsWith("package-info.java"))
                .filter(file -> file.lines().stream().anyMatch(line -> line.contains("@NullMarked")))
                .map(file -> file.path().getParent())
                .collect(Collectors.toSet());
        Set<String> found = MAIN.stream()
                .map(file -> file.path().getParent())
                .filter(folder -> !marked.contains(folder))
                .map(folder -> folder + " lacks a package-info.java with @NullMarked")
                .collect(Collectors.toSet());

        assertThat(found).isEmpty();
    }

    private static boolean isOverride(MethodTree method) {
        return method.getModifiers().getAnnotations().stream()
                .anyMatch(one -> one.getAnnotationType().toString().equals("Override"));
    }

    private static boolean isHandler(MethodTree method) {
        return method.getModifiers().getAnnotations().stream()
                .anyMatch(
                        annotation -> annotation.getAnnotationType().toString().endsWith("Mapping"));
    }

    private static List<String> foreign(String sql, String module) {
        List<String> schemas = new ArrayList<>();
        Matcher names = TABLE.matcher(sql);
        while (names.find()) {
            String schema = names.group(1);
            if (!schema.equals(module) && !SERVER_SCHEMAS.contains(schema)) {
                schemas.add(schema);
            }
        }
        return schemas;
    }

    private static TreeScanner<Void, Void> literals(BiConsumer<Tree, String> each) {
        return new TreeScanner<>() {
            @Override
            public Void visitLiteral(LiteralTree literal, Void unused) {
                if (literal.getValue() instanceof String text) {
                    each.accept(literal, text);
                }
                return super.visitLiteral(literal, unused);
            }
        };
    }

    private interface Scanner {
        TreeScanner<Void, Void> of(SourceFile file, List<String> out);
    }

    private static List<String> visit(List<SourceFile> files, Scanner scanner) {
        List<String> found = new ArrayList<>();
        for (SourceFile file : files) {
            file.tree().accept(scanner.of(file, found), null);
        }
        return found;
    }
}
