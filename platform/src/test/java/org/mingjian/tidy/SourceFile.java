package org.mingjian.tidy;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * One Java file as text and as the compiler reads it.
 *
 * @param path from the root of the repository
 */
record SourceFile(Path path, List<String> lines, CompilationUnitTree tree, SourcePositions positions) {

    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    /** All Java files below these folders of the repository. */
    static List<SourceFile> below(String... folders) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            Map<Path, Path> paths = new TreeMap<>();
            for (String folder : folders) {
                filesBelow(folder, ".java").forEach(path -> paths.put(path, path));
            }
            JavacTask task = (JavacTask) compiler.getTask(
                    null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(paths.values()));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            List<SourceFile> all = new ArrayList<>();
            for (CompilationUnitTree tree : task.parse()) {
                Path path = Path.of(tree.getSourceFile().toUri());
                all.add(new SourceFile(ROOT.relativize(path), Files.readAllLines(path), tree, positions));
            }
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Path> filesBelow(String folder, String... endings) {
        Path top = ROOT.resolve(folder);
        if (!Files.exists(top)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(top)) {
            return all.filter(path -> Stream.of(endings).anyMatch(path.toString()::endsWith))
                    .filter(path -> !path.toString().contains("/node_modules/"))
                    .filter(path -> !path.toString().contains("/generated/"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code facts} for org.mingjian.facts.store; empty for the root package. */
    String module() {
        Tree name = tree.getPackageName();
        String[] words = name == null ? new String[0] : name.toString().split("\\.");
        return words.length > 2 ? words[2] : "";
    }

    long lineOf(Tree part) {
        return tree.getLineMap().getLineNumber(positions.getStartPosition(tree, part));
    }

    long lineAfter(Tree part) {
        return tree.getLineMap().getLineNumber(positions.getEndPosition(tree, part));
    }

    String at(Tree part, String what) {
        return path + ":" + lineOf(part) + ": " + what;
    }
}
