package org.mingjian.sealing.domain;

import static org.mingjian.sealing.domain.EnvelopeProblem.CERTIFICATE;
import static org.mingjian.sealing.domain.EnvelopeProblem.HEADER_CONTENT;
import static org.mingjian.sealing.domain.EnvelopeProblem.HEADER_FORM;
import static org.mingjian.sealing.domain.EnvelopeProblem.HEADER_JSON;
import static org.mingjian.sealing.domain.EnvelopeProblem.RECIPIENT;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.mingjian.kernel.CanonicalJson;
import org.mingjian.kernel.StrictJson;
import org.mingjian.kernel.crypto.Certificate;
import org.mingjian.kernel.crypto.Certificates;
import org.mingjian.kernel.crypto.CryptoFailure;
import org.mingjian.kernel.crypto.KeyKind;
import org.mingjian.kernel.crypto.Sm3;
import org.mingjian.kernel.crypto.Sm4Gcm;
import tools.jackson.databind.JsonNode;

/** Reads the header of a sealed bid; every member must be there, in its form, and nothing else. */
final class HeaderReading {

    static final String CIPHER = "SM4-GCM";
    static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private static final int MOST_RECIPIENTS = 64;
    private static final Pattern TRADE = Pattern.compile("[A-Z]\\d{2}-[0-9A-Z]{18}-\\d{8}-\\d{6}-[0-9A-Z*]");
    private static final Pattern CREDIT_CODE = Pattern.compile("[0-9A-Z]{18}");
    private static final Pattern KIND = Pattern.compile("[a-z][a-z-]{0,31}");
    private static final Pattern SERIAL = Pattern.compile("[0-9a-f]{0,64}");
    private static final Set<String> MEMBERS =
            Set.of("bidder", "chunkSize", "cipher", "created", "keyCheck", "noncePrefix", "recipients", "trade", "v");
    private static final Set<String> MEMBERS_2 = Set.of(
            "bidder",
            "chunkSize",
            "cipher",
            "created",
            "keyCheck",
            "noncePrefix",
            "openers",
            "recipients",
            "trade",
            "v");

    private HeaderReading() {}

    static SealedHeader read(byte[] bytes) throws EnvelopeRefused {
        JsonNode root = parse(bytes);
        boolean shared = root.has("openers");
        exactly(root, shared ? MEMBERS_2 : MEMBERS, HEADER_CONTENT, "header");
        require(number(root, "v") == (shared ? 2 : 1), HEADER_CONTENT, "v is neither 1, nor 2 with openers");
        require(text(root, "cipher").equals(CIPHER), HEADER_CONTENT, "cipher is not " + CIPHER);
        long chunkSize = number(root, "chunkSize");
        require(
                chunkSize >= Envelope.SMALLEST_CHUNK && chunkSize <= Envelope.LARGEST_CHUNK,
                HEADER_CONTENT,
                "chunkSize out of range");
        return new SealedHeader(
                matching(root, "trade", TRADE, HEADER_CONTENT),
                bidder(root.get("bidder")),
                time(text(root, "created")),
                (int) chunkSize,
                hex(text(root, "keyCheck"), Sm3.LENGTH, HEADER_CONTENT),
                hex(text(root, "noncePrefix"), Envelope.PREFIX_LENGTH, HEADER_CONTENT),
                recipients(root.get("recipients")),
                shared ? Optional.of(SharedKeyReading.read(root.get("openers"))) : Optional.empty());
    }

    /** JSON in canonical form only: one header has one sequence of bytes. */
    static JsonNode parse(byte[] bytes) throws EnvelopeRefused {
        try {
            JsonNode root = StrictJson.parse(bytes);
            require(Arrays.equals(CanonicalJson.bytes(root), bytes), HEADER_FORM, "not in canonical form");
            return root;
        } catch (StrictJson.Malformed malformed) {
            throw new EnvelopeRefused(HEADER_JSON, malformed.what());
        } catch (IllegalArgumentException notCanonical) {
            throw new EnvelopeRefused(HEADER_FORM, String.valueOf(notCanonical.getMessage()));
        }
    }

    private static Bidder bidder(JsonNode node) throws EnvelopeRefused {
        boolean certified = node.has("certificate");
        exactly(
                node,
                certified ? Set.of("certificate", "creditCode", "publicKey") : Set.of("creditCode", "publicKey"),
                HEADER_CONTENT,
                "bidder");
        String creditCode = matching(node, "creditCode", CREDIT_CODE, HEADER_CONTENT);
        byte[] publicKey = base64(text(node, "publicKey"), HEADER_CONTENT);
        require(
                KeyKind.ofPublic(publicKey).isPresent(),
                HEADER_CONTENT,
                "publicKey is neither an SM2 key nor an RSA key of 2048 to 4096 bits");
        if (!certified) {
            return new Bidder(creditCode, publicKey, Optional.empty());
        }
        byte[] der = base64(text(node, "certificate"), CERTIFICATE);
        try {
            Certificate certificate = Certificates.parse(der);
            require(Arrays.equals(certificate.publicKey(), publicKey), CERTIFICATE, "certificate of another key");
            require(
                    certificate.subject().creditCode().equals(creditCode),
                    CERTIFICATE,
                    "certificate of another credit code");
        } catch (CryptoFailure unreadable) {
            throw new EnvelopeRefused(CERTIFICATE, String.valueOf(unreadable.getMessage()));
        }
        return new Bidder(creditCode, publicKey, Optional.of(der));
    }

    private static List<Recipient> recipients(JsonNode list) throws EnvelopeRefused {
        require(list.isArray() && !list.isEmpty(), RECIPIENT, "no recipients");
        require(list.size() <= MOST_RECIPIENTS, RECIPIENT, "more than " + MOST_RECIPIENTS + " recipients");
        List<Recipient> recipients = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        for (JsonNode node : list) {
            Recipient recipient = recipient(node);
            require(keys.add(recipient.fingerprint()), RECIPIENT, "two recipients with one key");
            recipients.add(recipient);
        }
        return recipients;
    }

    private static Recipient recipient(JsonNode node) throws EnvelopeRefused {
        exactly(node, Set.of("recipient", "scheme", "wrapped"), RECIPIENT, "recipient");
        JsonNode who = node.get("recipient");
        exactly(who, Set.of("fingerprint", "kind", "serial"), RECIPIENT, "recipient");
        String scheme = text(node, "scheme");
        require(scheme.equals(Recipient.SM2_WRAP) || scheme.equals(Recipient.RSA_WRAP), RECIPIENT, "unknown scheme");
        byte[] wrapped = base64(text(node, "wrapped"), RECIPIENT);
        require(
                Recipient.isWrapped(scheme, Sm4Gcm.KEY_LENGTH, wrapped),
                RECIPIENT,
                "the wrapped key has the wrong length");
        Name name = name(who, RECIPIENT);
        return new Recipient(scheme, name.kind(), name.fingerprint(), name.serial(), wrapped);
    }

    /** Who something is wrapped for. */
    record Name(String kind, String fingerprint, String serial) {}

    static Name name(JsonNode who, EnvelopeProblem problem) throws EnvelopeRefused {
        String fingerprint = text(who, "fingerprint");
        hex(fingerprint, Sm3.LENGTH, problem);
        return new Name(matching(who, "kind", KIND, problem), fingerprint, matching(who, "serial", SERIAL, problem));
    }

    private static Instant time(String text) throws EnvelopeRefused {
        try {
            Instant time = Instant.parse(text);
            require(TIME.format(time).equals(text), HEADER_CONTENT, "created is not in milliseconds of UTC");
            return time;
        } catch (DateTimeException malformed) {
            throw new EnvelopeRefused(HEADER_CONTENT, "created is not a time");
        }
    }

    static void exactly(JsonNode node, Set<String> members, EnvelopeProblem problem, String what)
            throws EnvelopeRefused {
        require(node != null && node.isObject(), problem, what + " is not an object");
        Set<String> found = new HashSet<>(node.propertyNames());
        require(found.equals(members), problem, what + " must have exactly its members");
    }

    private static String matching(JsonNode node, String member, Pattern form, EnvelopeProblem problem)
            throws EnvelopeRefused {
        String text = text(node, member);
        require(form.matcher(text).matches(), problem, member + " is malformed");
        return text;
    }

    static String text(JsonNode node, String member) throws EnvelopeRefused {
        JsonNode value = node.get(member);
        require(value.isString(), HEADER_CONTENT, member + " is not a string");
        return value.stringValue();
    }

    static long number(JsonNode node, String member) throws EnvelopeRefused {
        JsonNode value = node.get(member);
        require(value.isIntegralNumber() && value.canConvertToLong(), HEADER_CONTENT, member + " is not a number");
        return value.longValue();
    }

    private static byte[] hex(String text, int length, EnvelopeProblem problem) throws EnvelopeRefused {
        require(text.length() == length * 2, problem, "wrong number of hexadecimal digits");
        require(text.chars().allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f'), problem, "not hexadecimal");
        return HexFormat.of().parseHex(text);
    }

    static byte[] base64(String text, EnvelopeProblem problem) throws EnvelopeRefused {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            require(Base64.getEncoder().encodeToString(bytes).equals(text), problem, "base64 in another form");
            return bytes;
        } catch (IllegalArgumentException malformed) {
            throw new EnvelopeRefused(problem, "not base64");
        }
    }

    static void require(boolean holds, EnvelopeProblem problem, String otherwise) throws EnvelopeRefused {
        if (!holds) {
            throw new EnvelopeRefused(problem, otherwise);
        }
    }
}
