package org.mingjian.exchange.domain;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.mingjian.kernel.CanonicalJson;
import org.mingjian.kernel.StrictJson;
import org.mingjian.kernel.crypto.CryptoFailure;
import org.mingjian.kernel.crypto.Sm2;
import org.mingjian.kernel.crypto.Sm3;
import org.mingjian.kernel.crypto.Sm4Gcm;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A message between two nodes: signed with SM2 by who sends it, sealed with SM4 for who it is for. Format in {@code
 * docs/formats.md}. A change of any byte is found; a message for another node cannot be read; an answer names the
 * message it answers.
 */
public final class Envelope {

    /** Bytes of a sealed message at most. */
    public static final int LONGEST = 24 * 1024 * 1024;

    private static final byte[] MAGIC = "MINGJIAN MSG 1\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SIGNED = "mingjian-exchange-1\n".getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST_HEAD = 4096;
    private static final int LONGEST_TEXT = 64 * 1024 * 1024;

    private Envelope() {}

    /**
     * What can be read before the seal is opened.
     *
     * @param reply id of the message that this answers, or empty
     */
    public record Head(String id, String from, String to, Instant at, String type, String reply) {}

    /** An opened message. */
    public record Opened(Head head, byte[] text) {}

    /** Why a message is none; Chinese words. */
    public static final class Broken extends Exception {

        private static final long serialVersionUID = 1L;

        Broken(String what) {
            super(what);
        }

        Broken(String what, Throwable cause) {
            super(what, cause);
        }

        public String what() {
            return String.valueOf(getMessage());
        }
    }

    /** Seals a text for a node. */
    public static byte[] seal(Head head, byte[] text, Sm2.KeyPair own, byte[] theirKey, SecureRandom random) {
        byte[] key = new byte[Sm4Gcm.KEY_LENGTH];
        byte[] nonce = new byte[Sm4Gcm.NONCE_LENGTH];
        random.nextBytes(key);
        random.nextBytes(nonce);
        byte[] header = CanonicalJson.bytes(header(head, key, nonce, theirKey));
        byte[] sealed = Sm4Gcm.seal(key, nonce, header, packed(text));
        byte[] body = ByteBuffer.allocate(MAGIC.length + 8 + header.length + sealed.length)
                .put(MAGIC)
                .putInt(header.length)
                .put(header)
                .putInt(sealed.length)
                .put(sealed)
                .array();
        byte[] signature = Sm2.sign(own.privateKey(), signed(body));
        return ByteBuffer.allocate(body.length + signature.length)
                .put(body)
                .put(signature)
                .array();
    }

    private static JsonNode header(Head head, byte[] key, byte[] nonce, byte[] theirKey) {
        ObjectNode header = JsonMapper.shared().createObjectNode();
        header.put("v", 1)
                .put("id", head.id())
                .put("from", head.from())
                .put("to", head.to())
                .put("at", head.at().toString())
                .put("type", head.type())
                .put("reply", head.reply())
                .put("nonce", Base64.getEncoder().encodeToString(nonce));
        try {
            header.put("wrapped", Base64.getEncoder().encodeToString(Sm2.encrypt(theirKey, key)));
        } catch (CryptoFailure unusable) {
            throw new IllegalArgumentException("the key of " + head.to() + " is none", unusable);
        }
        return header;
    }

    /** The head alone, unproven: to find out whose key must prove it. */
    public static Head head(byte[] message) throws Broken {
        return head(headNode(message));
    }

    /** Proves the sender and opens the seal. */
    public static Opened open(byte[] message, Sm2.KeyPair own, byte[] theirKey) throws Broken {
        JsonNode header = headNode(message);
        int end = message.length - Sm2.SIGNATURE_LENGTH;
        byte[] body = Arrays.copyOf(message, end);
        if (!Sm2.verify(theirKey, signed(body), Arrays.copyOfRange(message, end, message.length))) {
            throw new Broken("报文签名不符");
        }
        int start = MAGIC.length + 4 + lengthAt(message, MAGIC.length);
        if (lengthAt(message, start) != end - start - 4) {
            throw new Broken("报文长度不符");
        }
        try {
            byte[] key = Sm2.decrypt(own.privateKey(), bytes(header, "wrapped"));
            byte[] sealed = Arrays.copyOfRange(message, start + 4, end);
            byte[] aad = Arrays.copyOfRange(message, MAGIC.length + 4, start);
            return new Opened(head(header), unpacked(Sm4Gcm.open(key, bytes(header, "nonce"), aad, sealed)));
        } catch (CryptoFailure | IllegalArgumentException unopened) {
            throw new Broken("报文不是封给本平台的，或已损坏", unopened);
        }
    }

    private static byte[] bytes(JsonNode header, String member) {
        return Base64.getDecoder().decode(header.path(member).asString(""));
    }

    private static Head head(JsonNode header) throws Broken {
        try {
            return new Head(
                    header.path("id").asString(""),
                    header.path("from").asString(""),
                    header.path("to").asString(""),
                    Instant.parse(header.path("at").asString("")),
                    header.path("type").asString(""),
                    header.path("reply").asString(""));
        } catch (DateTimeParseException noTime) {
            throw new Broken("报文头没有时间", noTime);
        }
    }

    private static JsonNode headNode(byte[] message) throws Broken {
        int least = MAGIC.length + 8 + Sm2.SIGNATURE_LENGTH;
        if (message.length < least || !Arrays.equals(MAGIC, Arrays.copyOf(message, MAGIC.length))) {
            throw new Broken("不是交换报文");
        }
        int length = lengthAt(message, MAGIC.length);
        if (length < 2 || length > LONGEST_HEAD || length > message.length - least) {
            throw new Broken("报文头长度不符");
        }
        try {
            JsonNode header =
                    StrictJson.parse(Arrays.copyOfRange(message, MAGIC.length + 4, MAGIC.length + 4 + length));
            if (header.path("v").asInt(0) != 1) {
                throw new Broken("报文版本不认识");
            }
            return header;
        } catch (StrictJson.Malformed malformed) {
            throw new Broken("报文头读不出来", malformed);
        }
    }

    private static int lengthAt(byte[] message, int at) {
        return ByteBuffer.wrap(message).getInt(at);
    }

    private static byte[] signed(byte[] body) {
        byte[] digest = Sm3.digest(body);
        return ByteBuffer.allocate(SIGNED.length + digest.length)
                .put(SIGNED)
                .put(digest)
                .array();
    }

    private static byte[] packed(byte[] text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(text.length / 4 + 64);
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(text);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    /** A small message may blow up to at most {@value #LONGEST_TEXT} bytes. */
    private static byte[] unpacked(byte[] packed) throws Broken {
        try (GZIPInputStream zip = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            byte[] text = zip.readNBytes(LONGEST_TEXT + 1);
            if (text.length > LONGEST_TEXT) {
                throw new Broken("报文内容太长");
            }
            return text;
        } catch (IOException malformed) {
            throw new Broken("报文内容读不出来", malformed);
        }
    }
}
