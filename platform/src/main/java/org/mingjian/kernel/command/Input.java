package org.mingjian.kernel.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.mingjian.kernel.StrictJson;
import tools.jackson.databind.JsonNode;

/**
 * Reads what a command is pointed at: a file, or standard input for {@code -}. Input may be hostile, so all is
 * bounded.
 */
public final class Input {

    /** No document that a command reads whole may be longer: 64 MB. */
    public static final int LONGEST = 64 * 1024 * 1024;

    private final InputStream standard;

    public Input(InputStream standard) {
        this.standard = standard;
    }

    /** The stream of the named file, or standard input for {@code -}; the caller closes it. */
    public InputStream stream(String name) {
        if (name.equals("-")) {
            return standard;
        }
        Path path = path(name);
        if (!Files.isRegularFile(path)) {
            throw new BadCall("no such file: " + name);
        }
        try {
            return Files.newInputStream(path);
        } catch (IOException unreadable) {
            throw new BadCall("cannot read " + name);
        }
    }

    /** All bytes of the named file, at most {@code limit}. */
    public byte[] bytes(String name, int limit) {
        try (InputStream in = stream(name)) {
            byte[] all = in.readNBytes(limit + 1);
            if (all.length > limit) {
                throw new BadInput(name + " is longer than " + limit + " bytes");
            }
            return all;
        } catch (IOException broken) {
            throw new BadCall("cannot read " + name);
        }
    }

    /** The text of the named file; malformed UTF-8 is refused. */
    public String text(String name) {
        byte[] all = bytes(name, LONGEST);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(all))
                    .toString();
        } catch (CharacterCodingException malformed) {
            throw new BadInput(name + " is not UTF-8");
        }
    }

    /** The JSON document in the named file; duplicate keys, trailing text and deep nesting are refused. */
    public JsonNode json(String name) {
        return parse(name, text(name));
    }

    /** The JSON document in a text; {@code name} says in an error where it came from. */
    public static JsonNode parse(String name, String text) {
        try {
            return StrictJson.parse(text);
        } catch (StrictJson.Malformed malformed) {
            throw new BadInput(name + " is " + malformed.what());
        }
    }

    /** A path from an argument. */
    public static Path path(String name) {
        try {
            return Path.of(name);
        } catch (InvalidPathException impossible) {
            throw new BadCall("not a file name: " + name);
        }
    }
}
