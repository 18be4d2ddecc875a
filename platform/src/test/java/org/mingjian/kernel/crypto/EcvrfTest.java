package org.mingjian.kernel.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EcvrfTest {

    private static final HexFormat HEX = HexFormat.of();
    private static final byte[] INPUT = "抽取".getBytes(StandardCharsets.UTF_8);

    private record Example(String secret, String key, String input, String proof, String output) {}

    /** RFC 9381 appendix B.1, examples 10 to 12. */
    private static final List<Example> PUBLISHED = List.of(
            new Example(
                    "c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721",
                    "0360fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6",
                    "73616d706c65",
                    "035b5c726e8c0e2c488a107c600578ee75cb702343c153cb1eb8dec77f4b5071b4a53f0a46f018bc"
                            + "2c56e58d383f2305e0975972c26feea0eb122fe7893c15af376b33edf7de17c6ea056d4d82de6bc0"
                            + "2f",
                    "a3ad7b0ef73d8fc6655053ea22f9bede8c743f08bbed3d38821f0e16474b505e"),
            new Example(
                    "c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721",
                    "0360fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6",
                    "74657374",
                    "034dac60aba508ba0c01aa9be80377ebd7562c4a52d74722e0abae7dc3080ddb56c19e067b15a8a8"
                            + "174905b13617804534214f935b94c2287f797e393eb0816969d864f37625b443f30f1a5a33f2b3c8"
                            + "54",
                    "a284f94ceec2ff4b3794629da7cbafa49121972671b466cab4ce170aa365f26d"),
            new Example(
                    "2ca1411a41b17b24cc8c3b089cfd033f1920202a6c0de8abb97df1498d50d2c8",
                    "03596375e6ce57e0f20294fc46bdfcfd19a39f8161b58695b3ec5b3d16427c274d",
                    "4578616d706c65207573696e67204543445341206b65792066726f6d20417070656e646978204c2e"
                            + "342e32206f6620414e53492e58392d36322d32303035",
                    "03d03398bf53aa23831d7d1b2937e005fb0062cbefa06796579f2a1fc7e7b8c667d091c00b0f5c36"
                            + "19d10ecea44363b5a599cadc5b2957e223fec62e81f7b4825fc799a771a3d7334b9186bdbee87316"
                            + "b1",
                    "90871e06da5caa39a3c61578ebb844de8635e27ac0b13e829997d0d95dd98c19"));

    @Test
    void publishedExamplesOfRfc9381AreReproduced() {
        Ecvrf vrf = new Ecvrf(VrfSuite.P256_SHA256_TAI);
        for (Example example : PUBLISHED) {
            byte[] secret = HEX.parseHex(example.secret());
            byte[] input = HEX.parseHex(example.input());
            assertThat(HEX.formatHex(vrf.publicKeyOf(secret))).isEqualTo(example.key());
            Ecvrf.Proven proven = vrf.prove(secret, input);
            assertThat(HEX.formatHex(proven.proof())).isEqualTo(example.proof());
            assertThat(HEX.formatHex(proven.output())).isEqualTo(example.output());
            assertThat(vrf.verify(HEX.parseHex(example.key()), input, proven.proof()))
                    .hasValueSatisfying(output -> assertThat(output).isEqualTo(proven.output()));
        }
    }

    @ParameterizedTest
    @EnumSource(VrfSuite.class)
    void everyChangedByteOfProofKeyAndInputIsRefused(VrfSuite suite) {
        Ecvrf vrf = new Ecvrf(suite);
        byte[] secret = vrf.generate(new SecureRandom());
        byte[] key = vrf.publicKeyOf(secret);
        byte[] proof = vrf.prove(secret, INPUT).proof();
        assertThat(vrf.verify(key, INPUT, proof)).isPresent();
        for (int i = 0; i < proof.length; i++) {
            assertThat(vrf.verify(key, INPUT, changed(proof, i)))
                    .as("proof %d", i)
                    .isEmpty();
        }
        for (int i = 0; i < key.length; i++) {
            assertThat(vrf.verify(changed(key, i), INPUT, proof))
                    .as("key %d", i)
                    .isEmpty();
        }
        for (int i = 0; i < INPUT.length; i++) {
            assertThat(vrf.verify(key, changed(INPUT, i), proof))
                    .as("input %d", i)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(VrfSuite.class)
    void sameKeyAndInputGiveTheSameOutputAndProof(VrfSuite suite) {
        Ecvrf vrf = new Ecvrf(suite);
        byte[] secret = vrf.generate(new SecureRandom());
        Ecvrf.Proven first = vrf.prove(secret, INPUT);
        Ecvrf.Proven second = vrf.prove(secret, INPUT);
        assertThat(second.proof()).isEqualTo(first.proof());
        assertThat(second.output()).isEqualTo(first.output());
        assertThat(vrf.prove(secret, new byte[0]).output()).isNotEqualTo(first.output());
    }

    /** Our own suite has no published vectors; this one was made by a separate program in another language. */
    @Test
    void suiteOnTheSm2CurveStaysAsItIs() {
        Ecvrf vrf = new Ecvrf(VrfSuite.SM2_SM3_TAI);
        byte[] secret = HEX.parseHex("3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8");
        Ecvrf.Proven proven = vrf.prove(secret, "sample".getBytes(StandardCharsets.US_ASCII));
        assertThat(HEX.formatHex(vrf.publicKeyOf(secret)))
                .isEqualTo("0309f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020");
        assertThat(HEX.formatHex(proven.proof()))
                .isEqualTo("03b6fff07ea6940609a26a0fb4959e4c0a20df8bc5cb8a8a7a395a9066114ec87053c354ad9bb5f4"
                        + "0ea2091cd3a7e89c400944d2ad3063f6bb9316db345a857f4454698da5fb59ef91b538bb58766967"
                        + "9e");
        assertThat(HEX.formatHex(proven.output()))
                .isEqualTo("6bdbab9108cff61170d23acfda7d79ea077ac064a1737d5ee13e7c6c9b782450");
    }

    @Test
    void scalarOutsideTheGroupAndWrongLengthsAreRefused() {
        Ecvrf vrf = new Ecvrf(VrfSuite.P256_SHA256_TAI);
        Example example = PUBLISHED.getFirst();
        byte[] key = HEX.parseHex(example.key());
        byte[] input = HEX.parseHex(example.input());
        byte[] proof = HEX.parseHex(example.proof());
        byte[] tooLarge = proof.clone();
        java.util.Arrays.fill(tooLarge, 49, 81, (byte) 0xff);
        assertThat(vrf.verify(key, input, tooLarge)).isEmpty();
        assertThat(vrf.verify(key, input, java.util.Arrays.copyOf(proof, 80))).isEmpty();
        assertThat(vrf.verify(key, input, java.util.Arrays.copyOf(proof, 82))).isEmpty();
        assertThat(vrf.verify(new byte[33], input, proof)).isEmpty();
        assertThatThrownBy(() -> vrf.prove(new byte[32], input)).isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] changed(byte[] bytes, int at) {
        byte[] changed = bytes.clone();
        changed[at] ^= 1;
        return changed;
    }
}
