package org.mingjian.walk;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.mingjian.sealing.domain.EnvelopeRefused;
import org.mingjian.sealing.domain.OpenerShares;
import org.mingjian.sealing.domain.Recipient;
import org.mingjian.sealing.domain.SharedKey;
import tools.jackson.databind.JsonNode;

/**
 * 开启人: tenderer, platform, supervisor and witness, three of four. When bidders' keys fail, the first three act; the
 * witness stays away, and nothing waits for him.
 */
final class OpenerTeam {

    static final int THRESHOLD = 3;
    private static final int REMEDY_MINUTES = 30;
    private static final String REASON = "投标人密钥失效，按招标文件约定补救";

    private final Party tenderer;
    private final Party supervisor;
    private final Party witness;
    private final Party centre;
    private int given;

    OpenerTeam(Party tenderer, Party supervisor, Party witness, Party centre) {
        this.tenderer = tenderer;
        this.supervisor = supervisor;
        this.witness = witness;
        this.centre = centre;
    }

    /** How many shares were given. */
    int given() {
        return given;
    }

    /** As the tender documents name them. */
    Map<String, Object> named() {
        return Map.of(
                "threshold",
                THRESHOLD,
                "remedyMinutes",
                REMEDY_MINUTES,
                "members",
                List.of(
                        Map.of("kind", "tenderer", "serial", tenderer.serial()),
                        Map.of("kind", "platform", "serial", ""),
                        Map.of("kind", "supervisor", "serial", supervisor.serial()),
                        Map.of("kind", "witness", "serial", witness.serial())));
    }

    /** As every bidder reads them in the published terms. */
    static SharedKey.Rule published(Party reader, String code) {
        JsonNode openers = reader.get("/api/trades/" + code).path("terms").path("openers");
        List<Recipient.Party> parties = new ArrayList<>();
        for (JsonNode one : openers.path("members")) {
            parties.add(new Recipient.Party(
                    one.path("kind").asString(),
                    Base64.getDecoder().decode(one.path("publicKey").asString()),
                    one.path("serial").asString("")));
        }
        return new SharedKey.Rule(openers.path("threshold").asInt(), parties);
    }

    /** Tenderer, supervisor and platform give their shares of every bid in need. */
    void open(String code) {
        give(code, tenderer);
        give(code, supervisor);
        List<String> bids = new ArrayList<>();
        for (JsonNode bid : waiting(code, centre)) {
            bids.add(bid.path("bid").asString());
        }
        count(centre.post("/api/trades/" + code + "/opening/shares/platform", Map.of("bids", bids, "reason", REASON)));
    }

    private static List<JsonNode> waiting(String code, Party party) {
        List<JsonNode> bids = new ArrayList<>();
        for (JsonNode bid : party.get("/api/trades/" + code + "/opening/remedy").path("bids")) {
            if (bid.path("waiting").asBoolean()) {
                bids.add(bid);
            }
        }
        return bids;
    }

    private void give(String code, Party party) {
        int index = party.get("/api/trades/" + code + "/opening/remedy")
                .path("mine")
                .asInt();
        List<Map<String, Object>> shares = new ArrayList<>();
        for (JsonNode bid : waiting(code, party)) {
            shares.add(share(code, bid, index, party));
        }
        count(party.post("/api/trades/" + code + "/opening/shares", Map.of("shares", shares, "reason", REASON)));
    }

    private static Map<String, Object> share(String code, JsonNode bid, int index, Party party) {
        Base64.Decoder base64 = Base64.getDecoder();
        JsonNode header = bid.path("header");
        List<byte[]> commitments = new ArrayList<>();
        header.path("commitments").forEach(point -> commitments.add(base64.decode(point.asString())));
        try {
            byte[] share = OpenerShares.take(
                    new OpenerShares.Shown(
                            code,
                            bid.path("creditCode").asString(),
                            HexFormat.of().parseHex(header.path("noncePrefix").asString()),
                            commitments,
                            index,
                            base64.decode(header.path("wrapped").asString())),
                    party.keys().privateKey());
            String message =
                    OpenerShares.message(code, bid.path("sm3").asString(), index, OpenerShares.pointOf(share), REASON);
            return Map.of(
                    "bid",
                    bid.path("bid").asString(),
                    "share",
                    Base64.getEncoder().encodeToString(share),
                    "signature",
                    party.sign(message));
        } catch (EnvelopeRefused refused) {
            throw new WalkFailed("opener " + index + " has no share of " + bid.path("bidder") + ": " + refused);
        }
    }

    private void count(JsonNode answer) {
        for (JsonNode one : answer.path("items")) {
            if (!one.path("outcome").asString().equals("GIVEN")) {
                throw new WalkFailed("a share was not taken: " + one);
            }
            given++;
        }
    }
}
