package org.mingjian.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Writes {@code docs/clauses.md}: clause → rule or class → test. Rules name their clause in {@code basis}; classes
 * and tests
 * name it in a comment or a text such as {@code 招标投标法 §36}, tests also by the id of a rule.
 */
final class ClausesDocument {

    private static final Path ROOT = Path.of("..");
    private static final Pattern CITED = Pattern.compile("(招标投标法实施条例|实施条例|条例|招标投标法|20号令）?) ?((?:§ ?\\d+[、，和 ]*)+)");
    private static final Pattern NUMBER = Pattern.compile("\\d+");

    /** Classes whose citations are examples of a format. */
    private static final Set<String> EXAMPLES = Set.of("Basis", "Refusal", "ClausesDocument", "ClausesDocumentTest");

    private final Map<String, String> clauses = new LinkedHashMap<>();
    private final List<JsonNode> rules;
    private final Map<String, Set<String>> classes;
    private final Map<String, Set<String>> tests;

    ClausesDocument() throws IOException {
        new YAMLMapper()
                .readTree(ROOT.resolve("rules/clauses.yaml").toFile())
                .get("clauses")
                .properties()
                .forEach(
                        clause -> clauses.put(clause.getKey(), clause.getValue().asString()));
        rules = RuleCasesTest.rules();
        classes = citations("main");
        tests = citations("test");
    }

    List<String> clauses() {
        return List.copyOf(clauses.keySet());
    }

    List<JsonNode> rules() {
        return rules;
    }

    /** The clauses that an article names: {@code 招标投标法实施条例 §22、§54} names two. */
    static List<String> cited(String text) {
        List<String> found = new ArrayList<>();
        Matcher citation = CITED.matcher(text);
        while (citation.find()) {
            String law =
                    switch (citation.group(1)) {
                        case "招标投标法" -> "招标投标法";
                        case "20号令", "20号令）" -> "电子招标投标办法（20号令）";
                        default -> "招标投标法实施条例";
                    };
            Matcher number = NUMBER.matcher(citation.group(2));
            while (number.find()) {
                found.add(law + " §" + number.group());
            }
        }
        return found;
    }

    String text() {
        StringBuilder text = new StringBuilder("""
                # Clauses

                Which rule or class honours a clause, and which test shows it. Generated; write it again with
                `mvn -pl platform -am test -Dtest=ClausesDocumentTest -Dmingjian.write=true
                -Dsurefire.failIfNoSpecifiedTests=false`.
                Rules are the lines of `rules/`; their `cases` run in `RuleCasesTest`.
                Classes are those that cite the clause.

                | clause | asks | rules (cases) | classes | tests |
                |---|---|---|---|---|
                """);
        List<String> unmapped = new ArrayList<>();
        for (Map.Entry<String, String> clause : clauses.entrySet()) {
            String name = clause.getKey();
            List<JsonNode> own = rulesOf(name);
            Set<String> citing = classes.getOrDefault(name, Set.of());
            if (own.isEmpty() && citing.isEmpty()) {
                unmapped.add(name);
            }
            text.append("| %s | %s | %s | %s | %s |\n"
                    .formatted(name, clause.getValue(), ruleCells(own), joined(citing), joined(testsOf(name, own))));
        }
        text.append("\n## Unmapped\n\nNo rule or class cites these yet: ")
                .append(unmapped.isEmpty() ? "none" : String.join("、", unmapped))
                .append(".\n\n## Rules of other texts\n\n| rule | title | basis | certainty | cases |\n"
                        + "|---|---|---|---|---|\n");
        for (JsonNode rule : rules) {
            if (cited(rule.get("basis").asString()).stream().noneMatch(clauses::containsKey)) {
                text.append("| %s | %s | %s | %s | %d |\n"
                        .formatted(
                                rule.get("rule").asString(),
                                rule.get("title").asString(),
                                rule.get("basis").asString(),
                                rule.get("certainty").asString(),
                                rule.get("cases").size()));
            }
        }
        return text.toString();
    }

    void write() throws IOException {
        Files.writeString(ROOT.resolve("docs/clauses.md"), text());
    }

    private List<JsonNode> rulesOf(String clause) {
        return rules.stream()
                .filter(rule -> cited(rule.get("basis").asString()).contains(clause))
                .toList();
    }

    private Set<String> testsOf(String clause, List<JsonNode> own) {
        Set<String> found = new TreeSet<>(tests.getOrDefault(clause, Set.of()));
        own.forEach(rule -> found.addAll(tests.getOrDefault(rule.get("rule").asString(), Set.of())));
        if (!own.isEmpty()) {
            found.add("RuleCasesTest");
        }
        return found;
    }

    private static String ruleCells(List<JsonNode> rules) {
        return String.join(
                "<br>",
                rules.stream()
                        .map(rule -> rule.get("rule").asString() + " "
                                + rule.get("title").asString() + " ("
                                + rule.get("cases").size() + ")")
                        .toList());
    }

    private static String joined(Set<String> names) {
        return String.join(", ", names);
    }

    /** Class names by the clause or the rule id that they cite. */
    private static Map<String, Set<String>> citations(String sources) throws IOException {
        Map<String, Set<String>> found = new TreeMap<>();
        Pattern rule = Pattern.compile("G-T\\d\\d(\\.\\w+)?");
        try (Stream<Path> files = Files.walk(ROOT.resolve("platform/src/" + sources + "/java"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                String name = file.getFileName().toString().replace(".java", "");
                if (EXAMPLES.contains(name)) {
                    continue;
                }
                String source = read(file);
                cited(source).forEach(clause -> found.computeIfAbsent(clause, none -> new TreeSet<>())
                        .add(name));
                Matcher id = rule.matcher(source);
                while (id.find()) {
                    found.computeIfAbsent(id.group(), none -> new TreeSet<>()).add(name);
                }
            }
        }
        return found;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
