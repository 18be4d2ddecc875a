package org.mingjian.facts.app;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.mingjian.facts.Actor;
import org.mingjian.facts.Fact;
import org.mingjian.facts.FileRef;
import org.mingjian.facts.NewFact;
import org.mingjian.facts.Secrecy;
import org.mingjian.facts.store.FactStore;
import org.mingjian.kernel.CanonicalJson;
import org.mingjian.kernel.crypto.CryptoFailure;
import org.mingjian.kernel.crypto.Sm3;
import org.mingjian.kernel.crypto.Sm4Gcm;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Between facts as people see them and rows as stored: canonical content, digest, encryption at rest, log entry. */
@Component
public class Contents {

    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final int NONCE = 12;
    private static final long KEPT_BYTES = 32L << 20;

    private final JsonMapper json;
    private final PlatformKeys keys;
    private final SecureRandom random = new SecureRandom();

    /** By fact: a stream is read far more often than written, and a fact never changes. */
    private final Cache<Long, byte[]> opened = Caffeine.newBuilder()
            .maximumWeight(KEPT_BYTES)
            .weigher((Long fact, byte[] content) -> content.length + 64)
            .build();

    Contents(JsonMapper json, PlatformKeys keys) {
        this.json = json;
        this.keys = keys;
    }

    /**
     * A fact whose canonical content is ready but for its number: everything before it, written and hashed, and
     * everything after it. Made by the thread that records; only the number waits for the stream.
     */
    static final class Prepared {

        private final NewFact fact;
        private final byte[] before;
        private final byte[] after;
        private final Sm3 hashed;

        private Prepared(NewFact fact, byte[] before, byte[] after) {
            this.fact = fact;
            this.before = before;
            this.after = after;
            this.hashed = new Sm3().update(before);
        }

        String stream() {
            return fact.stream();
        }
    }

    /** RFC 8785 sorts keys: all of them but {@code stream} come before {@code seq}. */
    Prepared prepare(NewFact fact) {
        ObjectNode content = json.createObjectNode();
        content.set("actor", json.valueToTree(fact.actor()));
        content.set("body", json.valueToTree(fact.body()));
        content.set("files", json.valueToTree(fact.files()));
        content.put("kind", fact.kind());
        content.put("nonce", Base64.getEncoder().encodeToString(bytes(32)));
        byte[] before = CanonicalJson.bytes(content);
        byte[] seq = ",\"seq\":".getBytes(StandardCharsets.UTF_8);
        byte[] open = Arrays.copyOf(before, before.length - 1 + seq.length);
        System.arraycopy(seq, 0, open, before.length - 1, seq.length);
        byte[] stream = CanonicalJson.bytes(json.createObjectNode().put("stream", fact.stream()));
        stream[0] = ',';
        return new Prepared(fact, open, stream);
    }

    FactStore.Row toRow(Prepared prepared, long seq, Instant at) {
        byte[] number = Long.toString(seq).getBytes(StandardCharsets.US_ASCII);
        byte[] digest =
                prepared.hashed.copy().update(number).update(prepared.after).finish();
        byte[] canonical =
                Arrays.copyOf(prepared.before, prepared.before.length + number.length + prepared.after.length);
        System.arraycopy(number, 0, canonical, prepared.before.length, number.length);
        System.arraycopy(prepared.after, 0, canonical, prepared.before.length + number.length, prepared.after.length);
        NewFact fact = prepared.fact;
        byte[] stored = fact.secrecy() == Secrecy.PUBLIC ? canonical : encrypt(canonical, digest);
        return new FactStore.Row(0, 0, fact.stream(), seq, fact.kind(), at, fact.secrecy(), digest, stored, false);
    }

    Fact toFact(FactStore.Row row) {
        JsonNode content = content(row);
        List<FileRef> files = content.path("files")
                .valueStream()
                .map(file -> json.treeToValue(file, FileRef.class))
                .toList();
        return new Fact(
                row.id(),
                row.position(),
                row.stream(),
                row.seq(),
                row.kind(),
                row.at(),
                json.treeToValue(content.path("actor"), Actor.class),
                content.path("body"),
                files,
                row.secrecy(),
                HexFormat.of().formatHex(row.digest()),
                row.secrecy() == Secrecy.PUBLIC || row.disclosed());
    }

    JsonNode tree(byte[] canonical) {
        return json.readTree(canonical);
    }

    JsonNode content(FactStore.Row row) {
        if (row.erased()) {
            opened.invalidate(row.id());
        }
        byte[] canonical =
                row.secrecy() == Secrecy.PUBLIC ? row.content() : decrypt(row.content(), row.digest(), row.id());
        return tree(canonical);
    }

    /** The canonical content; empty when it was erased or does not open with this platform's key. */
    Optional<byte[]> canonical(FactStore.Row row) {
        byte[] stored = row.content();
        if (row.erased() || row.secrecy() == Secrecy.PUBLIC) {
            return Optional.ofNullable(stored);
        }
        try {
            return stored.length < NONCE ? Optional.empty() : Optional.of(open(stored, row.digest()));
        } catch (CryptoFailure changed) {
            return Optional.empty();
        }
    }

    /** The public log entry, in canonical form: time and digest, nothing else. */
    public static byte[] entry(Instant at, byte[] digest) {
        return ("{\"at\":\"" + MILLIS.format(at) + "\",\"digest\":\""
                        + HexFormat.of().formatHex(digest) + "\",\"v\":1}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private byte[] encrypt(byte[] plain, byte[] digest) {
        byte[] nonce = bytes(NONCE);
        byte[] sealed = Sm4Gcm.seal(keys.content(), nonce, digest, plain);
        byte[] stored = Arrays.copyOf(nonce, NONCE + sealed.length);
        System.arraycopy(sealed, 0, stored, NONCE, sealed.length);
        return stored;
    }

    /** What is kept is only ever read. */
    private byte[] decrypt(byte[] stored, byte[] digest, long id) {
        return opened.get(id, unknown -> decryptAnew(stored, digest, id));
    }

    private byte[] decryptAnew(byte[] stored, byte[] digest, long id) {
        try {
            return open(stored, digest);
        } catch (CryptoFailure e) {
            throw new IllegalStateException("content of fact " + id + " does not open with this platform's key", e);
        }
    }

    private byte[] open(byte[] stored, byte[] digest) throws CryptoFailure {
        return Sm4Gcm.open(
                keys.content(), Arrays.copyOf(stored, NONCE), digest, Arrays.copyOfRange(stored, NONCE, stored.length));
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
