package org.mingjian.facts.app;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
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

    private final JsonMapper json;
    private final PlatformKeys keys;
    private final SecureRandom random = new SecureRandom();

    Contents(JsonMapper json, PlatformKeys keys) {
        this.json = json;
        this.keys = keys;
    }

    FactStore.Row toRow(NewFact fact, long seq, Instant at) {
        ObjectNode content = json.createObjectNode();
        content.set("actor", json.valueToTree(fact.actor()));
        content.set("body", json.valueToTree(fact.body()));
        content.set("files", json.valueToTree(fact.files()));
        content.put("kind", fact.kind());
        content.put("nonce", Base64.getEncoder().encodeToString(bytes(32)));
        content.put("seq", seq);
        content.put("stream", fact.stream());
        byte[] canonical = CanonicalJson.bytes(content);
        byte[] digest = Sm3.digest(canonical);
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
        byte[] canonical =
                row.secrecy() == Secrecy.PUBLIC ? row.content() : decrypt(row.content(), row.digest(), row.id());
        return tree(canonical);
    }

    /** The public log entry, in canonical form: time and digest, nothing else. */
    public static byte[] entry(Instant at, byte[] digest) {
        return ("{\"at\":\"" + MILLIS.format(at) + "\",\"digest\":\""
                        + HexFormat.of().formatHex(digest) + "\",\"v\":1}")
                .getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    private byte[] encrypt(byte[] plain, byte[] digest) {
        byte[] nonce = bytes(NONCE);
        byte[] sealed = Sm4Gcm.seal(keys.content(), nonce, digest, plain);
        byte[] stored = Arrays.copyOf(nonce, NONCE + sealed.length);
        System.arraycopy(sealed, 0, stored, NONCE, sealed.length);
        return stored;
    }

    private byte[] decrypt(byte[] stored, byte[] digest, long id) {
        try {
            return Sm4Gcm.open(
                    keys.content(),
                    Arrays.copyOf(stored, NONCE),
                    digest,
                    Arrays.copyOfRange(stored, NONCE, stored.length));
        } catch (CryptoFailure e) {
            throw new IllegalStateException("content of fact " + id + " does not open with this platform's key", e);
        }
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
