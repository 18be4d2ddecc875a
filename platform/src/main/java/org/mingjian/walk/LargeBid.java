package org.mingjian.walk;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.mingjian.kernel.crypto.Sm2;
import org.mingjian.kernel.crypto.Sm3;
import org.mingjian.sealing.domain.BidSheet;
import org.mingjian.sealing.domain.EnvelopeRefused;
import org.mingjian.sealing.domain.Recipient;
import org.mingjian.sealing.domain.SealedBids;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A bid too large for memory, sealed to a file and uploaded in parts, each after what the server says it holds. */
final class LargeBid {

    private static final long PART = 64L << 20;
    private static final String RESUMABLE = "Tus-Resumable";
    private static final String VERSION = "1.0.0";

    /** Bytes that do not compress, made as they are read. */
    private record Scan(String name, long size) implements SealedBids.Source {
        @Override
        public InputStream open() {
            Random random = new Random(size);
            return new InputStream() {
                private long left = size;

                @Override
                public int read() {
                    return left-- > 0 ? random.nextInt(256) : -1;
                }

                @Override
                public int read(byte[] into, int from, int count) {
                    if (left <= 0) {
                        return -1;
                    }
                    int part = (int) Math.min(left, count);
                    byte[] some = new byte[part];
                    random.nextBytes(some);
                    System.arraycopy(some, 0, into, from, part);
                    left -= part;
                    return part;
                }
            };
        }
    }

    private final Walk.Options options;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    LargeBid(Walk.Options options) {
        this.options = options;
    }

    long upload(long bytes, Path file) throws IOException {
        Party agency = signedIn("agency");
        Announcing announcing =
                new Announcing(agency, signedIn("tenderer"), signedIn("centre"), new Progress(System.err));
        String code = announcing.register();
        announcing.publish(code, Optional.empty());
        KeyRing keys = new KeyRing(options.keys());
        Bidder bidder = new Bidder(options.lines().getFirst(), new Party(http, options.url()), keys);
        bidder.join();
        keys.save();
        bidder.prepare(code, announcing.deposit());
        seal(bidder, code, bytes, file);
        String digest = sm3(file);

        long begin = System.nanoTime();
        JsonNode document = send(bidder.party(), file);
        JsonNode receipt = bidder.party()
                .post(
                        "/api/trades/" + code + "/bids",
                        Map.of("document", document.path("id").asString(), "digest", digest));
        long millis = (System.nanoTime() - begin) / 1_000_000;
        if (receipt.path("position").asLong() <= 0
                || !document.path("sm3").asString().equals(digest)) {
            throw new WalkFailed("no receipt for the bytes that were sent: " + receipt);
        }
        return millis;
    }

    private Party signedIn(String login) {
        Party party = new Party(http, options.url());
        party.signIn(login, Journey.PASSWORD);
        return party;
    }

    private static void seal(Bidder bidder, String code, long bytes, Path file) throws IOException {
        Party party = bidder.party();
        var sheet = JsonMapper.shared().createObjectNode().put("price", bidder.price());
        Recipient.Party self = new Recipient.Party("bidder", party.keys().publicKey(), party.serial());
        var owner = new org.mingjian.sealing.domain.Bidder(
                bidder.line().creditCode(), party.keys().publicKey(), Optional.empty());
        Instant now = Instant.parse(party.get("/api/clock").path("at").asString());
        var order = new SealedBids.Order(code, owner, List.of(self), now, SealedBids.USUAL_CHUNK);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            new SealedBids(new SecureRandom())
                    .seal(
                            order,
                            message -> Sm2.sign(party.keys().privateKey(), message),
                            BidSheet.of(sheet),
                            List.of(new Scan("扫描件.bin", bytes)),
                            out);
        } catch (EnvelopeRefused e) {
            throw new WalkFailed("cannot seal: " + e.getMessage());
        }
    }

    private static JsonNode send(Party party, Path file) throws IOException {
        long size = Files.size(file);
        String name = Base64.getEncoder().encodeToString("投标文件.mjb".getBytes(StandardCharsets.UTF_8));
        HttpResponse<byte[]> created = party.exchange(party.request("/api/uploads")
                .header(RESUMABLE, VERSION)
                .header("Upload-Length", Long.toString(size))
                .header("Upload-Metadata", "filename " + name)
                .POST(BodyPublishers.noBody()));
        String location = created.headers()
                .firstValue("Location")
                .orElseThrow(() -> new WalkFailed("upload refused: " + created.statusCode()));
        for (long offset = 0; offset < size; ) {
            long part = Math.min(PART, size - offset);
            patch(party, location, file, offset, part);
            // What the server holds counts, not what was sent: so a bidder goes on after a broken line.
            offset = held(party, location);
        }
        return party.get(location).path("document");
    }

    private static void patch(Party party, String location, Path file, long offset, long length) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            channel.position(offset);
            InputStream in = Channels.newInputStream(channel);
            HttpResponse<byte[]> sent = party.exchange(party.request(location)
                    .header(RESUMABLE, VERSION)
                    .header("Upload-Offset", Long.toString(offset))
                    .header("Content-Type", "application/offset+octet-stream")
                    .method(
                            "PATCH",
                            BodyPublishers.fromPublisher(
                                    BodyPublishers.ofInputStream(() -> new Bounded(in, length)), length)));
            if (sent.statusCode() != 204) {
                throw new WalkFailed("upload broke: " + sent.statusCode());
            }
        }
    }

    private static long held(Party party, String location) {
        HttpResponse<byte[]> head = party.exchange(
                party.request(location).header(RESUMABLE, VERSION).method("HEAD", BodyPublishers.noBody()));
        return head.headers().firstValueAsLong("Upload-Offset").orElseThrow(() -> new WalkFailed("the upload is gone"));
    }

    private static String sm3(Path file) throws IOException {
        Sm3 sm3 = new Sm3();
        byte[] buffer = new byte[1 << 20];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                sm3.update(buffer, 0, read);
            }
        }
        return Sm3.hex(sm3.finish());
    }

    /** At most so many bytes of a stream. */
    private static final class Bounded extends InputStream {
        private final InputStream in;
        private long left;

        Bounded(InputStream in, long left) {
            this.in = in;
            this.left = left;
        }

        @Override
        public int read() throws IOException {
            return left-- > 0 ? in.read() : -1;
        }

        @Override
        public int read(byte[] into, int from, int count) throws IOException {
            if (left <= 0) {
                return -1;
            }
            int read = in.read(into, from, (int) Math.min(left, count));
            left -= Math.max(0, read);
            return read;
        }
    }
}
