package org.mingjian.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class VrfTest {

    private static final HexFormat HEX = HexFormat.of();

    private record Example(Vrf suite, String key, String input, String proof, String output) {}

    /** RFC 9381 appendix B.1, examples 10 to 12; and one of the suite on the SM2 curve. */
    private static final List<Example> EXAMPLES = List.of(
            new Example(
                    Vrf.P256,
                    "0360fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6",
                    "73616d706c65",
                    "035b5c726e8c0e2c488a107c600578ee75cb702343c153cb1eb8dec77f4b5071b4a53f0a46f018bc"
                            + "2c56e58d383f2305e0975972c26feea0eb122fe7893c15af376b33edf7de17c6ea056d4d82de6bc0"
                            + "2f",
                    "a3ad7b0ef73d8fc6655053ea22f9bede8c743f08bbed3d38821f0e16474b505e"),
            new Example(
                    Vrf.P256,
                    "0360fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6",
                    "74657374",
                    "034dac60aba508ba0c01aa9be80377ebd7562c4a52d74722e0abae7dc3080ddb56c19e067b15a8a8"
                            + "174905b13617804534214f935b94c2287f797e393eb0816969d864f37625b443f30f1a5a33f2b3c8"
                            + "54",
                    "a284f94ceec2ff4b3794629da7cbafa49121972671b466cab4ce170aa365f26d"),
            new Example(
                    Vrf.P256,
                    "03596375e6ce57e0f20294fc46bdfcfd19a39f8161b58695b3ec5b3d16427c274d",
                    "4578616d706c65207573696e67204543445341206b65792066726f6d20417070656e646978204c2e"
                            + "342e32206f6620414e53492e58392d36322d32303035",
                    "03d03398bf53aa23831d7d1b2937e005fb0062cbefa06796579f2a1fc7e7b8c667d091c00b0f5c36"
                            + "19d10ecea44363b5a599cadc5b2957e223fec62e81f7b4825fc799a771a3d7334b9186bdbee87316"
                            + "b1",
                    "90871e06da5caa39a3c61578ebb844de8635e27ac0b13e829997d0d95dd98c19"),
            new Example(
                    Vrf.SM2,
                    "0309f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020",
                    "73616d706c65",
                    "03b6fff07ea6940609a26a0fb4959e4c0a20df8bc5cb8a8a7a395a9066114ec87053c354ad9bb5f4"
                            + "0ea2091cd3a7e89c400944d2ad3063f6bb9316db345a857f4454698da5fb59ef91b538bb58766967"
                            + "9e",
                    "6bdbab9108cff61170d23acfda7d79ea077ac064a1737d5ee13e7c6c9b782450"));

    @Test
    void publishedExamplesHold() {
        for (Example one : EXAMPLES) {
            assertThat(one.suite()
                            .output(HEX.parseHex(one.key()), HEX.parseHex(one.input()), HEX.parseHex(one.proof())))
                    .hasValueSatisfying(
                            output -> assertThat(HEX.formatHex(output)).isEqualTo(one.output()));
        }
    }

    @Test
    void everyChangedBitOfAProofIsRefused() {
        for (Example one : EXAMPLES) {
            byte[] proof = HEX.parseHex(one.proof());
            for (int bit = 0; bit < proof.length * 8; bit++) {
                byte[] changed = proof.clone();
                changed[bit / 8] ^= (byte) (1 << bit % 8);
                assertThat(one.suite().output(HEX.parseHex(one.key()), HEX.parseHex(one.input()), changed))
                        .as("bit %d", bit)
                        .isEmpty();
            }
        }
    }

    @Test
    void aProofOfOneSuiteIsNoneOfTheOther() {
        Example one = EXAMPLES.getFirst();
        assertThat(Vrf.SM2.output(HEX.parseHex(one.key()), HEX.parseHex(one.input()), HEX.parseHex(one.proof())))
                .isEmpty();
    }
}
