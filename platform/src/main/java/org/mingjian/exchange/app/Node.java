package org.mingjian.exchange.app;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import org.mingjian.kernel.crypto.Sm2;
import org.mingjian.ops.KeyFolder;
import org.mingjian.ops.PlatformName;
import org.mingjian.ops.Tier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** This platform as its neighbours know it: code, tier, and the SM2 key that signs its messages and opens theirs. */
@Component
public class Node {

    private static final HexFormat HEX = HexFormat.of();

    private final String code;
    private final String name;
    private final Tier tier;
    private final Sm2.KeyPair keys;

    Node(
            @Value("${mingjian.exchange.node:${mingjian.platform-code:E9901000001}}") String code,
            PlatformName name,
            Tier tier,
            KeyFolder folder) {
        this.code = code;
        this.name = name.name();
        this.tier = tier;
        Sm2.KeyPair fresh = Sm2.generate(new SecureRandom());
        String[] pair = folder.readOrMake(
                        "exchange.sm2",
                        () -> HEX.formatHex(fresh.privateKey()) + " " + HEX.formatHex(fresh.publicKey()))
                .split(" ");
        this.keys = new Sm2.KeyPair(HEX.parseHex(pair[0]), HEX.parseHex(pair[1]));
    }

    public String code() {
        return code;
    }

    public String name() {
        return name;
    }

    /** 行政区划代码 of what belongs to the node itself: the digits of its code, of a province's node its province. */
    public String region() {
        String digits = code.matches("[A-Z]\\d{10}") ? code.substring(1, 7) : "000000";
        return tier == Tier.PROVINCE ? digits.substring(0, 2) + "0000" : digits;
    }

    public Tier tier() {
        return tier;
    }

    /** Base64 of 65 bytes, for the neighbours. */
    public String publicKey() {
        return Base64.getEncoder().encodeToString(keys.publicKey());
    }

    Sm2.KeyPair keys() {
        return keys;
    }
}
