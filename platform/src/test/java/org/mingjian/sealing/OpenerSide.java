package org.mingjian.sealing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mingjian.document.Party;
import org.mingjian.document.Party.Answer;
import org.mingjian.identity.Accounts;
import org.mingjian.kernel.crypto.KeyKind;
import org.mingjian.kernel.crypto.Sm3;
import org.mingjian.sealing.domain.EnvelopeCheck;
import org.mingjian.sealing.domain.EnvelopeRefused;
import org.mingjian.sealing.domain.OpenerShares;
import org.mingjian.sealing.domain.Recipient;
import org.mingjian.sealing.domain.SharedKey;
import org.mingjian.tender.Openers;
import org.mingjian.tender.PlatformOpener;

/**
 * The openers of a trade: tenderer, platform, supervisor and witness, three of four. Each has his own key but the
 * platform.
 */
public final class OpenerSide {

    /** Made once: an RSA key takes its time. */
    private static final KeyKind.Pair WITNESS = KeyKind.RSA.generate(new SecureRandom());

    public static final String REASON = "投标人密钥损坏，按招标文件补救";

    public final String login;
    public final int index;
    public final KeyKind.Pair keys;

    private OpenerSide(String login, int index) {
        this.login = login;
        this.index = index;
        this.keys = login.equals("witness") ? WITNESS : KeyKind.SM2.generate(new SecureRandom());
    }

    private OpenerSide(String login, int index, KeyKind.Pair keys) {
        this.login = login;
        this.index = index;
        this.keys = keys;
    }

    /** The three that are people; share 2 is the platform's. The witness's key is RSA. */
    public static List<OpenerSide> people() {
        return List.of(new OpenerSide("tenderer", 1), new OpenerSide("supervisor", 3), new OpenerSide("witness", 4));
    }

    /** One of them as a line of text, for a platform that runs as another process. */
    public String line() {
        Base64.Encoder base64 = Base64.getEncoder();
        return login + " " + index + " " + base64.encodeToString(keys.privateKey()) + " "
                + base64.encodeToString(keys.publicKey());
    }

    public static OpenerSide ofLine(String line) {
        String[] parts = line.split(" ");
        Base64.Decoder base64 = Base64.getDecoder();
        var keys = new KeyKind.Pair(base64.decode(parts[2]), base64.decode(parts[3]));
        return new OpenerSide(parts[0], Integer.parseInt(parts[1]), keys);
    }

    public static Openers openers(List<OpenerSide> people, Accounts accounts, PlatformOpener platform) {
        String platformKey = Base64.getEncoder().encodeToString(platform.publicKey());
        return new Openers(
                3,
                20,
                List.of(
                        people.get(0).opener(accounts),
                        new Openers.Opener(Openers.PLATFORM, "", "交易平台", null, platformKey, null),
                        people.get(1).opener(accounts),
                        people.get(2).opener(accounts)));
    }

    private Openers.Opener opener(Accounts accounts) {
        var account = accounts.accountByLogin(login).orElseThrow();
        String key = Base64.getEncoder().encodeToString(keys.publicKey());
        return new Openers.Opener(login, "0" + index, account.name(), null, key, account.id());
    }

    public static SharedKey.Rule rule(Openers openers) {
        return new SharedKey.Rule(
                openers.threshold(),
                openers.members().stream()
                        .map(one -> new Recipient.Party(
                                one.kind(), Base64.getDecoder().decode(String.valueOf(one.publicKey())), one.serial()))
                        .toList());
    }

    /** His own share of a bid. */
    public byte[] share(byte[] sealed) {
        try {
            return OpenerShares.take(EnvelopeCheck.header(new ByteArrayInputStream(sealed)), keys.privateKey())
                    .value();
        } catch (IOException | EnvelopeRefused e) {
            throw new AssertionError(e);
        }
    }

    public Answer give(int port, String trade, String bid, byte[] sealed) {
        return give(port, trade, bid, sealed, null);
    }

    /** @param other a share to give in place of his own */
    public Answer give(int port, String trade, String bid, byte[] sealed, byte @Nullable [] other) {
        byte[] share = Optional.ofNullable(other).orElseGet(() -> share(sealed));
        String message;
        try {
            message = OpenerShares.message(
                    trade, Sm3.hex(Sm3.digest(sealed)), index, OpenerShares.pointOf(share), REASON);
        } catch (EnvelopeRefused e) {
            throw new AssertionError(e);
        }
        byte[] signature = keys.sign(message.getBytes(StandardCharsets.UTF_8));
        Base64.Encoder base64 = Base64.getEncoder();
        return Party.of(port, login)
                .post(
                        "/api/trades/" + trade + "/opening/shares",
                        Map.of(
                                "reason",
                                REASON,
                                "shares",
                                List.of(Map.of(
                                        "bid",
                                        bid,
                                        "share",
                                        base64.encodeToString(share),
                                        "signature",
                                        base64.encodeToString(signature)))));
    }
}
