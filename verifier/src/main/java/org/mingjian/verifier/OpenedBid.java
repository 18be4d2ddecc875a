package org.mingjian.verifier;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.crypto.digests.SM3Digest;

/** Opens a sealed bid: each chunk is authenticated before a byte of it leaves, the whole at the end. */
final class OpenedBid {

    private static final int MOST_FILES = 10_000;
    private static final int LONGEST_ENTRY = 4096;

    private final SealedBid bid;
    private final byte[] key;
    private final List<String> files = new ArrayList<>();

    OpenedBid(SealedBid bid, byte[] key) {
        this.bid = bid;
        this.key = key;
    }

    /** @param folder where the files go; empty: they are checked and not written */
    String open(Optional<Path> folder) throws IOException, Refused {
        String sheet = sheet(plain().orElseThrow());
        try {
            archive(new DataInputStream(new Plain()), folder);
        } catch (Carried refused) {
            throw refused.inside;
        }
        String sm3 = bid.finish();
        return "{\"ok\":true,\"trade\":" + Json.quote(bid.header().place().trade()) + ",\"bidder\":"
                + Json.quote(bid.header().place().creditCode()) + ",\"sm3\":\"" + sm3 + "\",\"sheet\":" + sheet
                + ",\"files\":[" + String.join(",", files) + "]}";
    }

    private Optional<byte[]> plain() throws IOException, Refused {
        Optional<SealedBid.Chunk> chunk = bid.next();
        if (chunk.isEmpty()) {
            return Optional.empty();
        }
        SealedBid.Chunk one = chunk.get();
        return Optional.of(bid.header()
                .box(key, one.index(), one.last())
                .open(one.sealed(), "CHUNK_SEAL", "chunk " + one.index() + " does not open"));
    }

    private static String sheet(byte[] bytes) throws Refused {
        try {
            Json json = JsonReader.read(JsonReader.utf8(bytes));
            Refused.unless(Arrays.equals(json.canonical(), bytes), "SHEET", "the sheet is not in canonical form");
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (Unreadable wrong) {
            throw new Refused("SHEET", wrong.why());
        }
    }

    private void archive(DataInputStream in, Optional<Path> folder) throws IOException, Refused {
        Set<String> names = new HashSet<>();
        try {
            for (int length = in.readInt(); length != 0; length = in.readInt()) {
                boolean right = length > 0 && length <= LONGEST_ENTRY && names.size() < MOST_FILES;
                Refused.unless(right, "ARCHIVE", "an entry too long, or too many");
                file(in, in.readNBytes(length), names, folder);
            }
        } catch (EOFException cut) {
            throw new Refused("ARCHIVE", "the list of files ends early");
        }
        Refused.unless(in.read() < 0, "ARCHIVE", "bytes after the last file");
    }

    private void file(DataInputStream in, byte[] entry, Set<String> names, Optional<Path> folder)
            throws IOException, Refused {
        String name;
        long size;
        try {
            if (!(JsonReader.read(JsonReader.utf8(entry)) instanceof Json.Obj object)
                    || !object.members().keySet().equals(Set.of("name", "size"))
                    || !Arrays.equals(object.canonical(), entry)) {
                throw new Unreadable("an entry is not a name and a size");
            }
            name = object.text("name");
            size = object.count("size");
        } catch (Unreadable wrong) {
            throw new Refused("ARCHIVE", wrong.why());
        }
        Refused.unless(isHarmless(name), "FILE_NAME", name);
        Refused.unless(names.add(name.toLowerCase(Locale.ROOT)), "FILE_NAME", "two files of one name");
        SM3Digest digest = new SM3Digest();
        byte[] buffer = new byte[65_536];
        try (OutputStream out = destination(name, folder)) {
            for (long left = size; left > 0; ) {
                int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                Refused.unless(read > 0, "ARCHIVE", "a file ends early");
                digest.update(buffer, 0, read);
                out.write(buffer, 0, read);
                left -= read;
            }
        }
        byte[] sm3 = new byte[32];
        digest.doFinal(sm3, 0);
        Refused.unless(Arrays.equals(in.readNBytes(32), sm3), "FILE_DIGEST", name);
        files.add("{\"name\":" + Json.quote(name) + ",\"size\":" + size + ",\"sm3\":\""
                + HexFormat.of().formatHex(sm3) + "\"}");
    }

    /** No way out of the folder, and nothing that some system takes for something else. */
    private static boolean isHarmless(String name) {
        boolean plain = name.chars().noneMatch(c -> c < 32 || c == 127 || "\\:*?\"<>|".indexOf(c) >= 0);
        return plain
                && name.getBytes(StandardCharsets.UTF_8).length <= 512
                && Arrays.stream(name.split("/", -1))
                        .noneMatch(part -> part.isBlank() || part.matches("\\.{1,2}|.*[. ]| .*"));
    }

    private static OutputStream destination(String name, Optional<Path> folder) throws IOException {
        if (folder.isEmpty()) {
            return OutputStream.nullOutputStream();
        }
        Path file = folder.get().resolve(name).normalize();
        Path parent = file.getParent();
        if (parent == null || !file.startsWith(folder.get())) {
            throw new IOException("a file outside the folder");
        }
        Files.createDirectories(parent);
        return Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    /** Carries a refusal through the interface of a stream. */
    private static final class Carried extends IOException {

        private static final long serialVersionUID = 1L;

        private final transient Refused inside;

        Carried(Refused inside) {
            super(inside);
            this.inside = inside;
        }
    }

    private final class Plain extends InputStream {

        private byte[] current = new byte[0];
        private int at;

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] to, int from, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            while (at == current.length) {
                Optional<byte[]> next = chunk();
                if (next.isEmpty()) {
                    return -1;
                }
                current = next.get();
                at = 0;
            }
            int step = Math.min(length, current.length - at);
            System.arraycopy(current, at, to, from, step);
            at += step;
            return step;
        }

        private Optional<byte[]> chunk() throws IOException {
            try {
                return plain();
            } catch (Refused refused) {
                throw new Carried(refused);
            }
        }
    }
}
