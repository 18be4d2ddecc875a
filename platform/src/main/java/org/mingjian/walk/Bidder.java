package org.mingjian.walk;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mingjian.kernel.crypto.CryptoFailure;
import org.mingjian.kernel.crypto.Sm2;
import org.mingjian.sealing.domain.BidSheet;
import org.mingjian.sealing.domain.EnvelopeRefused;
import org.mingjian.sealing.domain.Recipient;
import org.mingjian.sealing.domain.SealedBids;
import org.mingjian.sealing.domain.SharedKey;
import org.mingjian.walk.OpeningLines.Line;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** One bidder of the record: seals its real price on its own side and keeps the content key until the opening. */
final class Bidder {

    /** A bidder that never decrypts still has sealed something. */
    private static final String UNREAD_PRICE = "18000000.00";

    private record Paper(String name, byte[] bytes) implements SealedBids.Source {
        @Override
        public long size() {
            return bytes.length;
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(bytes);
        }
    }

    private final Line line;
    private final KeyRing keys;
    private Party party;
    private byte[] contentKey = new byte[0];
    private String bid = "";
    private String sm3 = "";

    Bidder(Line line, Party party, KeyRing keys) {
        this.line = line;
        this.party = party;
        this.keys = keys;
    }

    Line line() {
        return line;
    }

    Party party() {
        return party;
    }

    String bid() {
        return bid;
    }

    String price() {
        return line.price().map(Object::toString).orElse(UNREAD_PRICE);
    }

    /** Registers, or signs in with the key of an earlier walk. */
    void join() {
        Optional<KeyRing.Held> known = keys.find(line.creditCode());
        if (known.isPresent()) {
            party = party.withKeys(known.get().pair());
            try {
                party.signInByCertificate(known.get().serial());
                return;
            } catch (WalkFailed otherPlatform) {
                party = party.withKeys(Sm2.generate(new SecureRandom()));
            }
        }
        JsonNode registered = party.post(
                "/api/register",
                Map.of(
                        "organisation", line.name(),
                        "creditCode", line.creditCode(),
                        "regionCode", line.creditCode().substring(2, 8),
                        "login", "walk-" + line.creditCode(),
                        "name", line.name() + "经办人",
                        "roles", List.of("BIDDER"),
                        "publicKey", party.publicKey()));
        String serial = registered.path("certificate").asString();
        keys.add(line.creditCode(), KeyRing.Held.of(party.keys(), serial));
        party.signInByCertificate(serial);
    }

    /** 获取招标文件、交保证金. */
    void prepare(String code, String deposit) {
        party.post("/api/trades/" + code + "/documents/fetch", Map.of());
        party.post(
                "/api/trades/" + code + "/deposits/mine",
                Map.of("form", line.deposit(), "number", "BH-" + line.number(), "amount", deposit));
    }

    /** @param openers whom it seals for, besides itself */
    void bid(String code, String deposit, Optional<SharedKey.Rule> openers) {
        prepare(code, deposit);
        byte[] sealed = seal(code, openers);
        JsonNode document = Uploads.upload(party, "投标文件.mjb", sealed);
        sm3 = document.path("sm3").asString();
        JsonNode receipt = party.post(
                "/api/trades/" + code + "/bids",
                Map.of("document", document.path("id").asString(), "digest", sm3));
        bid = receipt.path("bid").asString();
        if (receipt.path("position").asLong() <= 0 || bid.isEmpty()) {
            throw new WalkFailed("no receipt for " + line.name() + ": " + receipt);
        }
    }

    private byte[] seal(String code, Optional<SharedKey.Rule> openers) {
        ObjectNode sheet = JsonMapper.shared().createObjectNode();
        sheet.put("price", price()).put("durationDays", 300).put("quality", "合格");
        sheet.put("projectLeader", "项目经理" + line.number()).put("leaderCertificate", "一级注册建造师 建199" + line.number());
        byte[] letter = ("投标函：" + line.name() + "，投标报价 " + price() + " 元").getBytes(StandardCharsets.UTF_8);
        Recipient.Party self = new Recipient.Party("bidder", party.keys().publicKey(), party.serial());
        var bidder = new org.mingjian.sealing.domain.Bidder(
                line.creditCode(), party.keys().publicKey(), Optional.empty());
        var order = new SealedBids.Order(code, bidder, List.of(self), now(), SealedBids.USUAL_CHUNK, openers);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            SealedBids.Sealed sealed = new SealedBids(new SecureRandom())
                    .seal(
                            order,
                            message -> Sm2.sign(party.keys().privateKey(), message),
                            BidSheet.of(sheet),
                            List.of(new Paper("投标函.txt", letter)),
                            out);
            contentKey = Sm2.decrypt(
                    party.keys().privateKey(),
                    sealed.header().recipients().getFirst().wrapped());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (EnvelopeRefused | CryptoFailure e) {
            throw new WalkFailed(line.name() + " cannot seal: " + e.getMessage());
        }
        return out.toByteArray();
    }

    private Instant now() {
        return Instant.parse(party.get("/api/clock").path("at").asString());
    }

    /** Its key fails: every other bidder sends a wrong one, the others say that theirs cannot be used. */
    void failOwnKey(String code) {
        if (line.number() % 2 == 0) {
            party.post("/api/trades/" + code + "/opening/key/unusable", Map.of("reason", "密码钥匙损坏，无法使用"));
            return;
        }
        byte[] right = contentKey;
        contentKey = new byte[right.length];
        decrypt(code);
        contentKey = right;
    }

    /** 解密指令: hands over the content key, signed. */
    void decrypt(String code) {
        String key = Base64.getEncoder().encodeToString(contentKey);
        party.post(
                "/api/trades/" + code + "/opening/key",
                Map.of(
                        "contentKey",
                        key,
                        "signature",
                        party.sign("mingjian-open-bid-1\n" + code + "\n" + sm3 + "\n" + key)));
    }

    /** 确认开标记录. */
    void confirm(String code, String digest) {
        party.post(
                "/api/trades/" + code + "/opening/record/sign",
                Map.of("signature", party.sign("mingjian-opening-record-1\n" + code + "\n" + digest)));
    }
}
