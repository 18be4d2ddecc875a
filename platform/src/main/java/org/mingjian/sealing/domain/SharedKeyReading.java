package org.mingjian.sealing.domain;

import static org.mingjian.sealing.domain.EnvelopeProblem.OPENERS;
import static org.mingjian.sealing.domain.HeaderReading.require;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.mingjian.kernel.crypto.Sm2;
import org.mingjian.kernel.crypto.Sm2Shares;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The member {@code openers} of the header, both ways. */
final class SharedKeyReading {

    private static final Set<String> MEMBERS = Set.of("commitments", "key", "scheme", "shares", "threshold");

    private SharedKeyReading() {}

    static void write(SharedKey shared, ObjectNode to) {
        Base64.Encoder base64 = Base64.getEncoder();
        to.put("scheme", SharedKey.SCHEME)
                .put("threshold", shared.threshold())
                .put("key", base64.encodeToString(shared.wrapped()));
        var commitments = to.putArray("commitments");
        shared.commitments().forEach(point -> commitments.add(base64.encodeToString(point)));
        var shares = to.putArray("shares");
        for (SharedKey.Share share : shared.shares()) {
            ObjectNode one = shares.addObject().put("wrapped", base64.encodeToString(share.wrapped()));
            // Wrapping by SM2 is the usual and has no name, as in every bid of before.
            if (!share.scheme().equals(Recipient.SM2_WRAP)) {
                one.put("scheme", share.scheme());
            }
            one.putObject("recipient")
                    .put("fingerprint", share.fingerprint())
                    .put("kind", share.kind())
                    .put("serial", share.serial());
        }
    }

    static SharedKey read(JsonNode node) throws EnvelopeRefused {
        HeaderReading.exactly(node, MEMBERS, OPENERS, "openers");
        require(HeaderReading.text(node, "scheme").equals(SharedKey.SCHEME), OPENERS, "unknown scheme of sharing");
        JsonNode list = node.get("shares");
        require(list.isArray() && !list.isEmpty() && list.size() <= Sm2Shares.MOST, OPENERS, "1 to 16 openers");
        long threshold = HeaderReading.number(node, "threshold");
        require(threshold >= 1 && threshold <= list.size(), OPENERS, "threshold out of range");
        List<SharedKey.Share> shares = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        for (JsonNode one : list) {
            SharedKey.Share share = share(one);
            require(keys.add(share.fingerprint()), OPENERS, "two openers with one key");
            shares.add(share);
        }
        byte[] wrapped = HeaderReading.base64(HeaderReading.text(node, "key"), OPENERS);
        require(wrapped.length == SharedKey.WRAPPED_KEY_LENGTH, OPENERS, "the shared key has the wrong length");
        return new SharedKey((int) threshold, commitments(node.get("commitments"), (int) threshold), shares, wrapped);
    }

    private static List<byte[]> commitments(JsonNode list, int threshold) throws EnvelopeRefused {
        require(list.isArray() && list.size() == threshold, OPENERS, "as many commitments as the threshold");
        List<byte[]> points = new ArrayList<>();
        for (JsonNode one : list) {
            require(one.isString(), OPENERS, "a commitment is not a string");
            byte[] point = HeaderReading.base64(one.stringValue(), OPENERS);
            require(Sm2.isPublicKey(point), OPENERS, "a commitment is not a point of the curve");
            points.add(point);
        }
        return points;
    }

    private static SharedKey.Share share(JsonNode node) throws EnvelopeRefused {
        boolean named = node.has("scheme");
        HeaderReading.exactly(
                node,
                named ? Set.of("recipient", "scheme", "wrapped") : Set.of("recipient", "wrapped"),
                OPENERS,
                "share");
        String scheme = named ? HeaderReading.text(node, "scheme") : Recipient.SM2_WRAP;
        require(!named || scheme.equals(Recipient.RSA_WRAP), OPENERS, "unknown scheme of a share");
        JsonNode who = node.get("recipient");
        HeaderReading.exactly(who, Set.of("fingerprint", "kind", "serial"), OPENERS, "recipient");
        byte[] wrapped = HeaderReading.base64(HeaderReading.text(node, "wrapped"), OPENERS);
        require(
                Recipient.isWrapped(scheme, SharedKey.BOUND_SHARE_LENGTH, wrapped),
                OPENERS,
                "a share has the wrong length");
        require(named || startsWithPoint(wrapped), OPENERS, "a share is not an SM2 cipher text");
        HeaderReading.Name name = HeaderReading.name(who, OPENERS);
        return new SharedKey.Share(scheme, name.kind(), name.fingerprint(), name.serial(), wrapped);
    }

    private static boolean startsWithPoint(byte[] wrapped) {
        return Sm2.isPublicKey(Arrays.copyOf(wrapped, Sm2.PUBLIC_LENGTH));
    }
}
