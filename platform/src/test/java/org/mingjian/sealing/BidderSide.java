package org.mingjian.sealing;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.mingjian.document.Party;
import org.mingjian.document.Party.Answer;
import org.mingjian.kernel.crypto.KeyKind;
import org.mingjian.kernel.crypto.Sm3;
import org.mingjian.sealing.domain.BidSheet;
import org.mingjian.sealing.domain.Bidder;
import org.mingjian.sealing.domain.EnvelopeCheck;
import org.mingjian.sealing.domain.EnvelopeRefused;
import org.mingjian.sealing.domain.OpenedBids;
import org.mingjian.sealing.domain.Recipient;
import org.mingjian.sealing.domain.SealedBids;
import org.mingjian.sealing.domain.SharedKey;
import org.mingjian.testing.CreditCodes;
import tools.jackson.databind.json.JsonMapper;

/** A bidder's own machine: its key, its sealing, its requests. */
public final class BidderSide {

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final SecureRandom RANDOM = new SecureRandom();

    public final String name;
    public final String creditCode;
    public final KeyKind.Pair keys;
    public final Party party;
    private final String serial;
    private Optional<SharedKey.Rule> openers = Optional.empty();

    private BidderSide(String name, String creditCode, KeyKind kind, int port) {
        this.name = name;
        this.creditCode = creditCode;
        this.keys = kind.generate(RANDOM);
        this.party = Party.stranger(port);
        this.serial = register(creditCode);
    }

    private BidderSide(BidderSide same, int port) {
        this.name = same.name;
        this.creditCode = same.creditCode;
        this.keys = same.keys;
        this.party = Party.stranger(port);
        this.serial = same.serial;
        this.openers = same.openers;
    }

    /** The same bidder, signed in to the platform at another port. */
    public BidderSide at(int port) {
        return new BidderSide(this, port).signIn();
    }

    /** A company that was not there before, signed in with its certificate. */
    public static BidderSide register(int port) {
        return register(KeyKind.SM2, port);
    }

    /** The same with a key of this kind. */
    public static BidderSide register(KeyKind kind, int port) {
        int number = NUMBER.incrementAndGet();
        return new BidderSide("投标单位" + number, CreditCodes.ofNumber(number), kind, port).signIn();
    }

    /** Seals for these openers from now on. */
    public BidderSide sealingFor(SharedKey.Rule rule) {
        openers = Optional.of(rule);
        return this;
    }

    private String register(String login) {
        Answer answer = party.post(
                "/api/register",
                Map.of(
                        "organisation",
                        name,
                        "creditCode",
                        creditCode,
                        "regionCode",
                        "990100",
                        "login",
                        login,
                        "name",
                        "投标人代表",
                        "roles",
                        List.of("BIDDER"),
                        "publicKey",
                        Base64.getEncoder().encodeToString(keys.publicKey())));
        if (answer.status() != 200) {
            throw new AssertionError(answer.body());
        }
        return answer.body().path("certificate").asString();
    }

    /** Again after the clock was moved past the life of a session. */
    public BidderSide signIn() {
        String challenge = party.post("/api/login/challenge", Map.of())
                .body()
                .path("challenge")
                .asString();
        Answer answer = party.post(
                "/api/login/certificate",
                Map.of("serial", serial, "challenge", challenge, "signature", sign("mingjian-login:" + challenge)));
        if (answer.status() != 200) {
            throw new AssertionError(answer.body());
        }
        return this;
    }

    public String sign(String message) {
        return Base64.getEncoder().encodeToString(keys.sign(message.getBytes(StandardCharsets.UTF_8)));
    }

    public byte[] seal(String trade, String price) {
        return seal(trade, price, 5000);
    }

    /** With any text as the quality of the work. */
    public byte[] sealWith(String trade, String quality) {
        return seal(trade, "1.00", quality, 5000);
    }

    public byte[] seal(String trade, String price, int size) {
        return seal(trade, price, "合格", size);
    }

    private byte[] seal(String trade, String price, String quality, int size) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] content = new byte[size];
        RANDOM.nextBytes(content);
        SealedBids.Source file = new SealedBids.Source() {
            @Override
            public String name() {
                return "技术标/施工组织设计.pdf";
            }

            @Override
            public long size() {
                return content.length;
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(content);
            }
        };
        try {
            var order = new SealedBids.Order(
                    trade,
                    new Bidder(creditCode, keys.publicKey(), Optional.empty()),
                    List.of(new Recipient.Party("bidder", keys.publicKey(), serial)),
                    Instant.parse("2026-01-05T00:00:00Z"),
                    SealedBids.USUAL_CHUNK,
                    openers);
            new SealedBids(RANDOM).seal(order, keys::sign, sheet(price, quality), List.of(file), out);
        } catch (IOException | EnvelopeRefused e) {
            throw new AssertionError(e);
        }
        return out.toByteArray();
    }

    private static BidSheet sheet(String price, String quality) throws EnvelopeRefused {
        return BidSheet.of(JsonMapper.shared()
                .createObjectNode()
                .put("price", price)
                .put("durationDays", 365)
                .put("quality", quality)
                .put("projectLeader", "张某"));
    }

    /** Uploads and hands in. */
    public Answer submit(String trade, byte[] sealed) {
        return hand(trade, party.upload("投标文件.mjb", sealed), sealed);
    }

    public Answer hand(String trade, UUID document, byte[] sealed) {
        return party.post(
                "/api/trades/" + trade + "/bids", Map.of("document", document, "digest", Sm3.hex(Sm3.digest(sealed))));
    }

    /** The content key, out of the envelope with the own private key. */
    public byte[] contentKey(byte[] sealed) {
        try {
            return OpenedBids.unwrap(EnvelopeCheck.header(new ByteArrayInputStream(sealed)), keys.privateKey());
        } catch (IOException | EnvelopeRefused e) {
            throw new AssertionError(e);
        }
    }

    /** The decrypt command. */
    public Answer decrypt(String trade, byte[] sealed, byte[] key) {
        String base64 = Base64.getEncoder().encodeToString(key);
        String message = "mingjian-open-bid-1\n" + trade + "\n" + Sm3.hex(Sm3.digest(sealed)) + "\n" + base64;
        return party.post(
                "/api/trades/" + trade + "/opening/key", Map.of("contentKey", base64, "signature", sign(message)));
    }

    public Answer decrypt(String trade, byte[] sealed) {
        return decrypt(trade, sealed, contentKey(sealed));
    }
}
