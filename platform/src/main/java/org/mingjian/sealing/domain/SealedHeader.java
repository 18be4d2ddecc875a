package org.mingjian.sealing.domain;

import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.mingjian.kernel.CanonicalJson;
import org.mingjian.kernel.crypto.Sm3;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a sealed bid says of itself in clear.
 *
 * @param trade 统一交易标识码 of the section it bids for
 * @param created when it was sealed by the bidder's own clock: a hint, never a proof of time
 * @param chunkSize plain bytes of a full chunk
 * @param keyCheck commitment to the content key, 32 bytes
 * @param noncePrefix first 7 bytes of every nonce
 * @param recipients who can unwrap the key
 * @param openers who can open it together; absent in version 1
 */
public record SealedHeader(
        String trade,
        Bidder bidder,
        Instant created,
        int chunkSize,
        byte[] keyCheck,
        byte[] noncePrefix,
        List<Recipient> recipients,
        Optional<SharedKey> openers) {

    public SealedHeader {
        recipients = List.copyOf(recipients);
    }

    /** What a share is bound to. */
    SharedKey.Place place() {
        return new SharedKey.Place(trade, bidder.creditCode(), noncePrefix);
    }

    /** The recipient that holds this public key. */
    public Optional<Recipient> recipientOf(byte[] publicKey) {
        String fingerprint = Recipient.fingerprintOf(publicKey);
        return recipients.stream()
                .filter(recipient -> recipient.fingerprint().equals(fingerprint))
                .findFirst();
    }

    /** Whether this is the content key of this bid. */
    public boolean fits(byte[] key) {
        return MessageDigest.isEqual(Envelope.keyCheck(noncePrefix, key), keyCheck);
    }

    /** The header as it stands in the file: canonical JSON, RFC 8785. */
    byte[] bytes() {
        Base64.Encoder base64 = Base64.getEncoder();
        HexFormat hex = HexFormat.of();
        ObjectNode root = JsonMapper.shared().createObjectNode();
        ObjectNode who = root.putObject("bidder").put("creditCode", bidder.creditCode());
        who.put("publicKey", base64.encodeToString(bidder.publicKey()));
        bidder.certificate().ifPresent(der -> who.put("certificate", base64.encodeToString(der)));
        root.put("chunkSize", chunkSize)
                .put("cipher", HeaderReading.CIPHER)
                .put("created", HeaderReading.TIME.format(created))
                .put("keyCheck", hex.formatHex(keyCheck))
                .put("noncePrefix", hex.formatHex(noncePrefix))
                .put("trade", trade)
                .put("v", openers.isPresent() ? 2 : 1);
        openers.ifPresent(shared -> SharedKeyReading.write(shared, root.putObject("openers")));
        var list = root.putArray("recipients");
        for (Recipient recipient : recipients) {
            ObjectNode one = list.addObject().put("scheme", recipient.scheme());
            one.put("wrapped", base64.encodeToString(recipient.wrapped()));
            one.putObject("recipient")
                    .put("fingerprint", recipient.fingerprint())
                    .put("kind", recipient.kind())
                    .put("serial", recipient.serial());
        }
        return CanonicalJson.bytes(root);
    }

    /** The digest that binds every chunk to this bid. */
    byte[] digest() {
        return Sm3.digest(Envelope.preamble(bytes()));
    }
}
