package org.mingjian.verifier;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * The header of a sealed bid 加密投标文件.
 *
 * @param wrapped content key by the fingerprint of its recipient
 * @param bytes from the magic to the end of the header, which every chunk is bound to
 */
record BidHeader(
        Shares.Place place,
        BidKey bidder,
        int chunkSize,
        byte[] keyCheck,
        Map<String, Wrapped> wrapped,
        Optional<Openers> openers,
        byte[] bytes) {

    static final byte[] MAGIC = "MINGJIAN BID 1\r\n".getBytes(StandardCharsets.US_ASCII);

    private static final HexFormat HEX = HexFormat.of();
    private static final Set<String> MEMBERS =
            Set.of("bidder", "chunkSize", "cipher", "created", "keyCheck", "noncePrefix", "recipients", "trade", "v");

    /** The content key for one recipient, by a named scheme. */
    record Wrapped(String scheme, byte[] key) {}

    /** Who can open it together. */
    record Openers(int threshold, List<byte[]> commitments, byte[] key, List<byte[]> wrapped) {}

    static BidHeader read(byte[] json) throws Refused {
        Json.Obj header;
        try {
            if (!(JsonReader.read(JsonReader.utf8(json)) instanceof Json.Obj object)) {
                throw new Unreadable("not an object");
            }
            header = object;
        } catch (Unreadable broken) {
            throw new Refused("HEADER_JSON", broken.why());
        }
        try {
            Refused.unless(Arrays.equals(header.canonical(), json), "HEADER_FORM", "not in canonical form");
            return content(header, json);
        } catch (Unreadable wrong) {
            throw new Refused("HEADER_CONTENT", wrong.why());
        }
    }

    private static BidHeader content(Json.Obj header, byte[] json) throws Unreadable, Refused {
        boolean shared = header.has("openers");
        Set<String> members = new java.util.HashSet<>(header.members().keySet());
        members.remove("openers");
        boolean form = members.equals(MEMBERS)
                && header.count("v") == (shared ? 2 : 1)
                && header.text("cipher").equals("SM4-GCM")
                && header.text("created").matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        Refused.unless(form, "HEADER_CONTENT", "members, version, cipher or time are not those of the format");
        long chunkSize = header.count("chunkSize");
        Refused.unless(chunkSize >= 64 && chunkSize <= 4_194_304, "HEADER_CONTENT", "chunkSize out of range");
        Json.Obj bidder = header.object("bidder");
        certificate(bidder);
        Shares.Place place =
                new Shares.Place(header.text("trade"), bidder.text("creditCode"), hex(header.text("noncePrefix"), 7));
        Map<String, Wrapped> wrapped = new LinkedHashMap<>();
        for (Json item : header.list("recipients")) {
            Refused.unless(item instanceof Json.Obj, "RECIPIENT", "a recipient is no object");
            Json.Obj one = (Json.Obj) item;
            byte[] key = Proof.base64("wrapped", one.text("wrapped"));
            String fingerprint = one.object("recipient").text("fingerprint");
            String scheme = one.text("scheme");
            boolean good =
                    BidKey.isWrapped(scheme, 16, key) && wrapped.put(fingerprint, new Wrapped(scheme, key)) == null;
            Refused.unless(good, "RECIPIENT", "an unknown scheme, a wrong length or one key twice");
        }
        Refused.unless(!wrapped.isEmpty() && wrapped.size() <= 64, "RECIPIENT", "1 to 64 recipients");
        return new BidHeader(
                place,
                BidKey.of(Proof.base64("publicKey", bidder.text("publicKey"))),
                (int) chunkSize,
                hex(header.text("keyCheck"), 32),
                wrapped,
                shared ? Optional.of(openers(header.object("openers"))) : Optional.empty(),
                preamble(json));
    }

    /** A certificate, where one stands, is of the key that signs. */
    private static void certificate(Json.Obj bidder) throws Unreadable, Refused {
        if (!bidder.has("certificate")) {
            return;
        }
        try {
            SubjectPublicKeyInfo key = new X509CertificateHolder(
                            Proof.base64("certificate", bidder.text("certificate")))
                    .getSubjectPublicKeyInfo();
            String named = bidder.text("publicKey");
            boolean same = Proof.text(key.getPublicKeyData().getBytes()).equals(named)
                    || Proof.text(key.getEncoded("DER")).equals(named);
            Refused.unless(same, "CERTIFICATE", "certificate of another key");
        } catch (IOException malformed) {
            throw new Refused("CERTIFICATE", "not a certificate");
        }
    }

    static byte[] preamble(byte[] json) {
        return ByteBuffer.allocate(MAGIC.length + 4 + json.length)
                .put(MAGIC)
                .putInt(json.length)
                .put(json)
                .array();
    }

    private static Openers openers(Json.Obj json) throws Unreadable, Refused {
        List<byte[]> commitments = new ArrayList<>();
        for (Json item : json.list("commitments")) {
            byte[] point = Proof.base64("commitment", item instanceof Json.Text text ? text.value() : "");
            new Sm2Key(point);
            commitments.add(point);
        }
        List<byte[]> wrapped = new ArrayList<>();
        for (Json item : json.list("shares")) {
            Refused.unless(item instanceof Json.Obj, "OPENERS", "a share is no object");
            Json.Obj one = (Json.Obj) item;
            byte[] share = Proof.base64("wrapped", one.text("wrapped"));
            String scheme = one.has("scheme") ? one.text("scheme") : Sm2Key.SCHEME;
            boolean known = BidKey.isWrapped(scheme, 64, share) && !(one.has("scheme") && scheme.equals(Sm2Key.SCHEME));
            Refused.unless(known, "OPENERS", "an unknown scheme or a wrong length of a share");
            wrapped.add(share);
        }
        long threshold = json.count("threshold");
        boolean good = json.text("scheme").equals("feldman-sm2-1")
                && threshold >= 1
                && threshold == commitments.size()
                && threshold <= wrapped.size()
                && wrapped.size() <= 16;
        Refused.unless(good, "OPENERS", "scheme, threshold, commitments or shares are not those of the format");
        return new Openers((int) threshold, commitments, Proof.base64("key", json.text("key")), wrapped);
    }

    private static byte[] hex(String text, int length) throws Unreadable {
        if (!text.matches("[0-9a-f]{" + length * 2 + "}")) {
            throw new Unreadable("hexadecimal digits are expected");
        }
        return HEX.parseHex(text);
    }

    static byte[] checkOf(byte[] prefix, byte[] key) {
        return TreeHash.SM3.digest("mingjian-sealed-bid-1 key\n".getBytes(StandardCharsets.US_ASCII), prefix, key);
    }

    /** What the bidder signs. */
    static byte[] toSign(byte[] digest) {
        byte[] context = "mingjian-sealed-bid-1 signature\n".getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(context.length + digest.length)
                .put(context)
                .put(digest)
                .array();
    }

    boolean isKey(byte[] key) {
        return key.length == Sm4.KEY && Arrays.equals(checkOf(place.prefix(), key), keyCheck);
    }

    Sm4.Box box(byte[] key, int index, boolean last) {
        byte[] nonce = ByteBuffer.allocate(12)
                .put(place.prefix())
                .putInt(index)
                .put((byte) (last ? 1 : 0))
                .array();
        return new Sm4.Box(key, nonce, TreeHash.SM3.digest(bytes));
    }

    /** The content key with a recipient's private key. */
    byte[] key(BidSecret secret) throws Refused {
        Wrapped found = wrapped.get(HEX.formatHex(TreeHash.SM3.digest(secret.publicKey())));
        if (found == null) {
            throw new Refused("WRONG_KEY", "the bid was not sealed for this key");
        }
        Refused.unless(found.scheme().equals(secret.scheme()), "KEY_ENVELOPE", "wrapped by another scheme");
        byte[] key = secret.open(found.key());
        Refused.unless(isKey(key), "KEY_ENVELOPE", "the wrapped key is not that of the bid");
        return key;
    }

    /** The content key with shares of its openers, by index. */
    byte[] key(Map<Integer, byte[]> shares) throws Refused {
        Openers rule = openers.orElseThrow(() -> new Refused("OPENERS", "the bid was not sealed for any openers"));
        Refused.unless(shares.size() >= rule.threshold(), "SHARE", shares.size() + " shares of " + rule.threshold());
        for (Map.Entry<Integer, byte[]> one : shares.entrySet()) {
            boolean fits = Shares.fits(rule.commitments(), one.getKey(), one.getValue());
            Refused.unless(fits, "SHARE", "share " + one.getKey() + " does not fit the commitments of the bid");
        }
        byte[] key = Shares.box(Shares.combine(shares), place)
                .open(rule.key(), "KEY_ENVELOPE", "good shares do not open the wrapped key");
        Refused.unless(isKey(key), "KEY_ENVELOPE", "the shared key is not that of the bid");
        return key;
    }
}
