package org.mingjian.ops;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The folder of this platform's own keys: one text file for each, readable by its owner only (0600), apart from the
 * database so that a copy of the one opens nothing without the other.
 */
@Component
public class KeyFolder {

    private final Path folder;

    public KeyFolder(@Value("${mingjian.keys:${mingjian.data:.mingjian/data}/keys}") Path folder) {
        this.folder = folder;
    }

    public Path path() {
        return folder;
    }

    /** What the file holds; nothing when there is none. */
    public Optional<String> read(String name) {
        Path file = folder.resolve(name);
        try {
            return Files.exists(file)
                    ? Optional.of(Files.readString(file, StandardCharsets.UTF_8).strip())
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("key file " + file + " cannot be read", e);
        }
    }

    /**
     * What the file holds; a missing one is made first. Of two processes that make it at once the first one's
     * stays.
     */
    public String readOrMake(String name, Supplier<String> fresh) {
        Optional<String> known = read(name);
        if (known.isEmpty()) {
            write(name, fresh.get());
            known = read(name);
        }
        return known.orElseThrow();
    }

    /**
     * A key of bytes, kept in hexadecimal; a missing one is made first.
     *
     * @throws IllegalStateException when the file holds something else
     */
    public byte[] bytes(String name, int length, Supplier<byte[]> fresh) {
        String kept = readOrMake(name, () -> HexFormat.of().formatHex(fresh.get()));
        if (!kept.matches("[0-9a-f]{" + 2 * length + "}")) {
            throw new IllegalStateException(
                    "key file " + folder.resolve(name) + " does not hold a key of " + length + " bytes");
        }
        return HexFormat.of().parseHex(kept);
    }

    /** Written beside and linked, so that a crash never leaves half a key under its name; never writes over a key. */
    private void write(String name, String content) {
        try {
            Files.createDirectories(folder);
            Path beside = Files.createTempFile(
                    folder,
                    "new",
                    ".key",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(beside, content, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.SYNC);
            try {
                Files.createLink(folder.resolve(name), beside);
            } catch (FileAlreadyExistsException another) {
                // The file that is there stays; the caller reads it.
            } finally {
                Files.delete(beside);
            }
            // Nothing may be sealed under a key whose name could be gone after a power cut.
            try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
                names.force(true);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("key folder " + folder + " cannot be written", e);
        }
    }
}
