package org.mingjian.sealing.domain;

import static org.mingjian.sealing.domain.HeaderReading.require;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.mingjian.kernel.crypto.Sm3;
import tools.jackson.databind.JsonNode;

/** Takes the files out of an opened bid: entry after entry, each checked before the next. */
final class ArchiveReading {

    static final int MOST_FILES = 10_000;

    private static final int LONGEST_ENTRY = 4096;
    private static final int BUFFER = 64 * 1024;

    private final DataInputStream in;
    private final OpenedBids.Destination destination;
    private final Set<String> names = new HashSet<>();
    private final List<SealedFile> files = new ArrayList<>();

    ArchiveReading(InputStream in, OpenedBids.Destination destination) {
        this.in = new DataInputStream(in);
        this.destination = destination;
    }

    List<SealedFile> readAll() throws IOException, EnvelopeRefused {
        try {
            for (int length = in.readInt(); length != 0; length = in.readInt()) {
                require(length > 0 && length <= LONGEST_ENTRY, EnvelopeProblem.ARCHIVE, "an entry too long");
                require(files.size() < MOST_FILES, EnvelopeProblem.ARCHIVE, "too many files");
                files.add(read(in.readNBytes(length)));
            }
        } catch (EOFException cut) {
            throw new EnvelopeRefused(EnvelopeProblem.ARCHIVE, "the list of files ends early");
        }
        require(in.read() < 0, EnvelopeProblem.ARCHIVE, "bytes after the last file");
        return List.copyOf(files);
    }

    private SealedFile read(byte[] entry) throws IOException, EnvelopeRefused {
        JsonNode node = parse(entry);
        String name = node.get("name").stringValue();
        long size = node.get("size").longValue();
        Optional<String> problem = FileName.problem(name);
        require(problem.isEmpty(), EnvelopeProblem.FILE_NAME, problem.orElse(""));
        require(names.add(FileName.key(name)), EnvelopeProblem.FILE_NAME, "two files of one name");
        Sm3 digest = new Sm3();
        byte[] buffer = new byte[BUFFER];
        try (OutputStream out = destination.create(name, size)) {
            for (long left = size; left > 0; ) {
                int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                require(read > 0, EnvelopeProblem.ARCHIVE, "a file ends early");
                digest.update(buffer, 0, read);
                out.write(buffer, 0, read);
                left -= read;
            }
        }
        byte[] sm3 = digest.finish();
        require(Arrays.equals(in.readNBytes(Sm3.LENGTH), sm3), EnvelopeProblem.FILE_DIGEST, name);
        return new SealedFile(name, size, Sm3.hex(sm3));
    }

    private static JsonNode parse(byte[] entry) throws EnvelopeRefused {
        JsonNode node;
        try {
            node = HeaderReading.parse(entry);
        } catch (EnvelopeRefused malformed) {
            throw new EnvelopeRefused(EnvelopeProblem.ARCHIVE, malformed.detail());
        }
        boolean right = node.isObject()
                && node.size() == 2
                && node.path("name").isString()
                && node.path("size").isIntegralNumber()
                && node.path("size").longValue() >= 0;
        require(right, EnvelopeProblem.ARCHIVE, "an entry is not a name and a size");
        return node;
    }
}
