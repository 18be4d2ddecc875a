package org.mingjian.verifier;

import java.io.ByteArrayInputStream;
import java.io.DataOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.bouncycastle.crypto.digests.SM3Digest;

/** Writes a sealed bid: one pass over the files, memory of one chunk; key, nonces and shares are always fresh. */
final class BidSealing {

    private static final int LAST = 0x8000_0000;
    private static final int CHUNK = 1024 * 1024;
    private static final int PREFIX = 7;

    private final SecureRandom random = new SecureRandom();
    private final Order order;

    /** An opener, as the tender's terms name him. */
    record Opener(String kind, String serial, byte[] publicKey) {}

    /** Who of the openers can open it together. */
    record Rule(int threshold, List<Opener> openers) {}

    /** What shall be sealed. */
    record Order(
            String trade,
            String creditCode,
            BidSecret secret,
            Optional<Rule> rule,
            byte[] sheet,
            Map<String, Path> files) {}

    BidSealing(Order order) {
        this.order = order;
    }

    /** @return SM3 of the sealed bid, which the receipt must name */
    String write(OutputStream to) throws IOException, Unreadable, Refused {
        byte[] key = new byte[Sm4.KEY];
        random.nextBytes(key);
        byte[] json = header(key).getBytes(StandardCharsets.UTF_8);
        // Reading it back refuses what a reader would refuse: a wrong trade code, too many openers.
        BidHeader header = BidHeader.read(json);
        Digesting out = new Digesting(to);
        out.write(BidHeader.preamble(json));
        Chunks chunks = new Chunks(out, header, key);
        chunks.emit(order.sheet(), order.sheet().length, false);
        DataOutputStream archive = new DataOutputStream(chunks);
        for (Map.Entry<String, Path> file : new TreeMap<>(order.files()).entrySet()) {
            append(archive, file.getKey(), file.getValue());
        }
        archive.writeInt(0);
        int count = chunks.finish();
        out.write(ByteBuffer.allocate(8).putInt(0).putInt(count).array());
        byte[] digest = out.digestSoFar();
        out.write(digest);
        out.write(order.secret().sign(BidHeader.toSign(digest)));
        out.flush();
        return HexFormat.of().formatHex(out.digestSoFar());
    }

    private String header(byte[] key) throws Unreadable {
        byte[] prefix = new byte[PREFIX];
        random.nextBytes(prefix);
        byte[] publicKey = order.secret().publicKey();
        String text = "{\"bidder\":{\"creditCode\":" + Json.quote(order.creditCode()) + ",\"publicKey\":\""
                + Proof.text(publicKey) + "\"},\"chunkSize\":" + CHUNK + ",\"cipher\":\"SM4-GCM\",\"created\":\""
                + now()
                + "\",\"keyCheck\":\"" + HexFormat.of().formatHex(BidHeader.checkOf(prefix, key))
                + "\",\"noncePrefix\":\"" + HexFormat.of().formatHex(prefix) + "\"" + openers(key, prefix)
                + ",\"recipients\":[{\"recipient\":" + name("bidder", publicKey, "")
                + ",\"scheme\":\"" + order.secret().scheme() + "\",\"wrapped\":\""
                + Proof.text(BidKey.of(publicKey).wrap(key))
                + "\"}],\"trade\":" + Json.quote(order.trade()) + ",\"v\":"
                + (order.rule().isPresent() ? 2 : 1) + "}";
        return new String(JsonReader.read(text).canonical(), StandardCharsets.UTF_8);
    }

    /** By the bidder's own clock; it proves nothing. */
    private static String now() {
        return java.time.format.DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'")
                .withZone(java.time.ZoneOffset.UTC)
                .format(java.time.InstantSource.system().instant());
    }

    private static String name(String kind, byte[] publicKey, String serial) {
        String fingerprint = HexFormat.of().formatHex(TreeHash.SM3.digest(publicKey));
        return "{\"fingerprint\":\"" + fingerprint + "\",\"kind\":" + Json.quote(kind) + ",\"serial\":"
                + Json.quote(serial) + "}";
    }

    private String openers(byte[] key, byte[] prefix) throws Unreadable {
        if (order.rule().isEmpty()) {
            return "";
        }
        Rule rule = order.rule().get();
        Shares.Place place = new Shares.Place(order.trade(), order.creditCode(), prefix);
        Shares.Split split = Shares.split(rule.threshold(), rule.openers().size(), random);
        List<String> shares = new ArrayList<>();
        for (int i = 0; i < rule.openers().size(); i++) {
            Opener opener = rule.openers().get(i);
            byte[] plain = ByteBuffer.allocate(64)
                    .put(split.shares().get(i))
                    .put(place.binding(i + 1))
                    .array();
            BidKey to = BidKey.of(opener.publicKey());
            String scheme = to.scheme().equals(Sm2Key.SCHEME) ? "" : ",\"scheme\":\"" + to.scheme() + "\"";
            shares.add("{\"recipient\":" + name(opener.kind(), opener.publicKey(), opener.serial()) + scheme
                    + ",\"wrapped\":\"" + Proof.text(to.wrap(plain)) + "\"}");
        }
        List<String> commitments = split.commitments().stream()
                .map(point -> "\"" + Proof.text(point) + "\"")
                .toList();
        byte[] wrapped = Shares.box(split.secret(), place).seal(key, key.length);
        return ",\"openers\":{\"commitments\":" + commitments + ",\"key\":\"" + Proof.text(wrapped)
                + "\",\"scheme\":\"feldman-sm2-1\",\"shares\":" + shares + ",\"threshold\":" + rule.threshold() + "}";
    }

    private static void append(DataOutputStream out, String name, Path file) throws IOException, Unreadable, Refused {
        long size = Files.size(file);
        byte[] entry = JsonReader.read("{\"name\":" + Json.quote(name) + ",\"size\":" + size + "}")
                .canonical();
        out.writeInt(entry.length);
        out.write(entry);
        SM3Digest digest = new SM3Digest();
        byte[] buffer = new byte[65_536];
        long done = 0;
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
                out.write(buffer, 0, read);
                done += read;
            }
        }
        Refused.unless(done == size, "ARCHIVE", name + " changed meanwhile");
        byte[] sm3 = new byte[32];
        digest.doFinal(sm3, 0);
        out.write(sm3);
    }

    /** Digests what passes. */
    private static final class Digesting extends FilterOutputStream {

        private final SM3Digest digest = new SM3Digest();

        Digesting(OutputStream to) {
            super(to);
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
            digest.update(bytes, from, length);
        }

        byte[] digestSoFar() {
            byte[] found = new byte[32];
            new SM3Digest(digest).doFinal(found, 0);
            return found;
        }
    }

    /** Cuts the files into sealed chunks; holds one back, because only the end tells which is the last. */
    private static final class Chunks extends OutputStream {

        private final DataOutputStream out;
        private final BidHeader header;
        private final byte[] key;
        private final byte[] pending = new byte[CHUNK];
        private int filled;
        private int count;

        Chunks(OutputStream out, BidHeader header, byte[] key) {
            this.out = new DataOutputStream(out);
            this.header = header;
            this.key = key;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            ByteArrayInputStream rest = new ByteArrayInputStream(bytes, from, length);
            while (rest.available() > 0) {
                if (filled == pending.length) {
                    emit(pending, filled, false);
                    filled = 0;
                }
                filled += rest.read(pending, filled, pending.length - filled);
            }
        }

        int finish() throws IOException {
            emit(pending, filled, true);
            out.flush();
            return count;
        }

        void emit(byte[] plain, int length, boolean last) throws IOException {
            byte[] sealed = header.box(key, count, last).seal(plain, length);
            out.writeInt(last ? sealed.length | LAST : sealed.length);
            out.write(sealed);
            count++;
        }
    }
}
