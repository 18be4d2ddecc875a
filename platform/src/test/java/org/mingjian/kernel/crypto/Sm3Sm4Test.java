package org.mingjian.kernel.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class Sm3Sm4Test {

    private static final HexFormat HEX = HexFormat.of();
    private static final byte[] KEY = HEX.parseHex("0123456789ABCDEFFEDCBA9876543210");
    private static final byte[] NONCE = HEX.parseHex("00001234567800000000ABCD");
    private static final byte[] AAD = HEX.parseHex("FEEDFACEDEADBEEFFEEDFACEDEADBEEFABADDAD2");
    private static final byte[] PLAIN = HEX.parseHex("AAAAAAAAAAAAAAAABBBBBBBBBBBBBBBBCCCCCCCCCCCCCCCCDDDDDDDDDDDDDDDD"
            + "EEEEEEEEEEEEEEEEFFFFFFFFFFFFFFFFEEEEEEEEEEEEEEEEAAAAAAAAAAAAAAAA");
    private static final byte[] SEALED = HEX.parseHex("17F399F08C67D5EE19D0DC9969C4BB7D5FD46FD3756489069157B282BB200735"
            + "D82710CA5C22F0CCFA7CBF93D496AC15A56834CBCF98C397B4024A2691233B8D83DE3541E4C2B58177E065A9BF7B62EC");

    @Test
    void digestsOfTheStandard() {
        assertThat(Sm3.hex(Sm3.digest("abc".getBytes(US_ASCII))))
                .isEqualTo("66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
        assertThat(Sm3.hex(Sm3.digest("abcd".repeat(16).getBytes(US_ASCII))))
                .isEqualTo("debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732");
    }

    @Test
    void digestOfPartsIsTheDigestOfTheWhole() {
        byte[] whole = Sm3.digest("abc".getBytes(US_ASCII));

        assertThat(Sm3.digest("a".getBytes(US_ASCII), new byte[0], "bc".getBytes(US_ASCII)))
                .isEqualTo(whole);
        assertThat(new Sm3().update("xabcx".getBytes(US_ASCII), 1, 3).finish()).isEqualTo(whole);
    }

    @Test
    void sealingOfRfc8998() throws CryptoFailure {
        assertThat(Sm4Gcm.seal(KEY, NONCE, AAD, PLAIN)).isEqualTo(SEALED);
        assertThat(Sm4Gcm.open(KEY, NONCE, AAD, SEALED)).isEqualTo(PLAIN);
    }

    @Test
    void anyChangeIsRefused() {
        for (int i = 0; i < SEALED.length; i++) {
            byte[] changed = SEALED.clone();
            changed[i] ^= (byte) 0x80;
            assertThatThrownBy(() -> Sm4Gcm.open(KEY, NONCE, AAD, changed)).isInstanceOf(CryptoFailure.class);
        }
        assertThatThrownBy(() -> Sm4Gcm.open(KEY, NONCE, new byte[0], SEALED)).isInstanceOf(CryptoFailure.class);
        assertThatThrownBy(() -> Sm4Gcm.open(KEY, new byte[12], AAD, SEALED)).isInstanceOf(CryptoFailure.class);
        assertThatThrownBy(() -> Sm4Gcm.open(KEY, NONCE, AAD, new byte[15])).isInstanceOf(CryptoFailure.class);
    }

    @Test
    void nothingCanBeSealed() throws CryptoFailure {
        byte[] sealed = Sm4Gcm.seal(KEY, NONCE, AAD, new byte[0]);

        assertThat(sealed).hasSize(Sm4Gcm.TAG_LENGTH);
        assertThat(Sm4Gcm.open(KEY, NONCE, AAD, sealed)).isEmpty();
    }
}
