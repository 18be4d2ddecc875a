package org.mingjian.cosign;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mingjian.verifier.Checkpoint;
import org.mingjian.verifier.Cosigner;
import org.mingjian.verifier.TreeHash;

/**
 * Two tree heads that one log signed and that do not go together, kept as evidence.
 *
 * @param kind {@code fork}: one size, two roots, which proves itself; {@code unproven}: the later one came without a
 *     proof that it grew out of the earlier; {@code shorter}: the log shows fewer facts than it had
 * @param earlier the one that was vouched for
 * @param later the one that was refused
 * @param proof what was given for it, hashes
 */
record Conflict(
        String kind, Cosigner log, String earlier, String later, List<byte[]> proof, String problem, Instant found) {

    /** More would be somebody who fills the disk. */
    private static final int MOST = 1000;

    Conflict {
        proof = List.copyOf(proof);
    }

    /** Keeps it once; the same two tree heads again change nothing. @return the name of the file */
    String keep(Path folder, Disk disk) throws IOException {
        byte[] both = (kind + "\n" + earlier + later).getBytes(StandardCharsets.UTF_8);
        String name = kind + "-" + HexFormat.of().formatHex(TreeHash.SM3.digest(both), 0, 8) + ".json";
        Path file = folder.resolve(name);
        if (!Files.exists(file) && count(folder) < MOST) {
            disk.replace(folder, name, json().getBytes(StandardCharsets.UTF_8));
        }
        return name;
    }

    private static long count(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.count();
        }
    }

    String json() {
        String path = proof.stream()
                .map(hash -> quote(Base64.getEncoder().encodeToString(hash)))
                .collect(Collectors.joining(","));
        return "{\"earlier\":" + quote(earlier) + ",\"found\":" + quote(found.toString()) + ",\"kind\":" + quote(kind)
                + ",\"later\":" + quote(later) + ",\"logKey\":"
                + quote(Base64.getEncoder().encodeToString(log.key().bytes())) + ",\"path\":[" + path
                + "],\"problem\":" + quote(problem) + ",\"type\":\"conflict\",\"v\":1}\n";
    }

    /** The body of a note with the log's own signature only, so that strangers' lines do not make another file. */
    static String bare(String note, Checkpoint read) {
        String body = new String(read.body(), StandardCharsets.UTF_8);
        return body + "\n"
                + note.substring(body.length() + 1)
                        .lines()
                        .filter(line -> line.startsWith("— " + read.origin() + " "))
                        .map(line -> line + "\n")
                        .collect(Collectors.joining());
    }

    static String quote(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                default -> out.append(c < 0x20 ? String.format("\\u%04x", (int) c) : String.valueOf(c));
            }
        }
        return out.append('"').toString();
    }
}
