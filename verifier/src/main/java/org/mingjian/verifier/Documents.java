package org.mingjian.verifier;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HexFormat;
import org.bouncycastle.crypto.digests.SM3Digest;

/** Reads the files that the command line names. */
final class Documents {

    /** A whole number on the command line. */
    static int count(String text) throws BadCall {
        if (!text.matches("[1-9]\\d{0,3}")) {
            throw new BadCall("'" + text + "' is not a whole number from 1");
        }
        return Integer.parseInt(text);
    }

    /** A document longer than this is refused: 64 MB. */
    static final int LONGEST = 64 * 1024 * 1024;

    private Documents() {}

    static Path path(String name) throws BadCall {
        try {
            return Path.of(name);
        } catch (InvalidPathException impossible) {
            throw new BadCall("not a file name: " + name);
        }
    }

    /** The document in a file, or on standard input for {@code -}. */
    static String text(String name, InputStream standard) throws BadCall, Unreadable {
        try (InputStream in = name.equals("-") ? standard : open(path(name))) {
            byte[] bytes = in.readNBytes(LONGEST + 1);
            if (bytes.length > LONGEST) {
                throw new Unreadable("longer than 64 MB");
            }
            return JsonReader.utf8(bytes);
        } catch (IOException broken) {
            throw new BadCall("cannot read " + name);
        }
    }

    /** SM3 of a file of any size, in hexadecimal digits. */
    static String sm3(Path path) throws BadCall {
        SM3Digest digest = new SM3Digest();
        byte[] buffer = new byte[64 * 1024];
        try (InputStream in = open(path)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        } catch (IOException broken) {
            throw new BadCall("cannot read " + path);
        }
        byte[] out = new byte[TreeHash.LENGTH];
        digest.doFinal(out, 0);
        return HexFormat.of().formatHex(out);
    }

    static InputStream stream(Path path) throws BadCall, IOException {
        return open(path);
    }

    private static InputStream open(Path path) throws BadCall, IOException {
        if (!Files.isRegularFile(path)) {
            throw new BadCall("no such file: " + path);
        }
        return Files.newInputStream(path);
    }
}
