package org.mingjian.sealing.command;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.mingjian.kernel.command.BadCall;
import org.mingjian.sealing.domain.OpenedBids;
import org.mingjian.sealing.domain.SealedBids;

/** A bid's files as a folder on a disk. Links are neither followed nor made. */
final class BidFolder {

    private BidFolder() {}

    /** The regular files under a folder, by name. */
    static List<SealedBids.Source> filesOf(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new BadCall("no such folder: " + folder);
        }
        List<SealedBids.Source> files = new ArrayList<>();
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (!attributes.isRegularFile()) {
                        throw new BadCall(file + " is not a regular file; a bid holds files only");
                    }
                    String name = folder.relativize(file).toString().replace('\\', '/');
                    files.add(new DiskFile(name, attributes.size(), file));
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException unreadable) {
            throw new BadCall("cannot read the folder " + folder);
        }
        files.sort(Comparator.comparing(SealedBids.Source::name));
        return files;
    }

    /** A new folder, or an empty one. */
    static void mustBeNew(Path folder) {
        try {
            if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectories(folder);
                return;
            }
            try (Stream<Path> inside = Files.list(folder)) {
                if (inside.findAny().isPresent()) {
                    throw new BadCall(folder + " is not empty; choose a new folder");
                }
            }
        } catch (IOException refused) {
            throw new BadCall("cannot use the folder " + folder);
        }
    }

    /** Creates the files of an opened bid under a folder. */
    static OpenedBids.Destination into(Path folder) {
        return (name, size) -> {
            Path file = folder.resolve(name).normalize();
            if (!file.startsWith(folder)) {
                throw new IOException("a file outside the folder");
            }
            Path parent = file.getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            return new BufferedOutputStream(out);
        };
    }

    /** Removes what a failed opening left behind. */
    static void empty(Path folder) throws IOException {
        try (Stream<Path> inside = Files.walk(folder)) {
            for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
                if (!path.equals(folder)) {
                    Files.delete(path);
                }
            }
        }
    }

    private record DiskFile(String name, long size, Path path) implements SealedBids.Source {

        @Override
        public InputStream open() throws IOException {
            return Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS);
        }
    }
}
