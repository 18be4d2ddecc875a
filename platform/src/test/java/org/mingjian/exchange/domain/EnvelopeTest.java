package org.mingjian.exchange.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.ByteRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.mingjian.kernel.crypto.Sm2;

/** A message between nodes: nobody else reads it, nobody changes it. */
class EnvelopeTest {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Sm2.KeyPair CITY = Sm2.generate(RANDOM);
    private static final Sm2.KeyPair PROVINCE = Sm2.generate(RANDOM);
    private static final Sm2.KeyPair STRANGER = Sm2.generate(RANDOM);
    private static final byte[] TEXT = "{\"lane\":\"LIVE\",\"报\":\"文\"}".getBytes(StandardCharsets.UTF_8);
    private static final Envelope.Head HEAD = new Envelope.Head(
            "m-1", "E9901000003", "E9900000002", Instant.parse("2026-11-21T01:02:03Z"), "records", "");
    private static final byte[] MESSAGE = Envelope.seal(HEAD, TEXT, CITY, PROVINCE.publicKey(), RANDOM);

    @Test
    void whoItIsForReadsWhatWasSent() throws Envelope.Broken {
        Envelope.Opened opened = Envelope.open(MESSAGE, PROVINCE, CITY.publicKey());

        assertThat(opened.text()).isEqualTo(TEXT);
        assertThat(opened.head()).isEqualTo(HEAD).isEqualTo(Envelope.head(MESSAGE));
        assertThat(new String(MESSAGE, StandardCharsets.UTF_8)).doesNotContain("报");
    }

    @Test
    void nobodyElseReadsItAndNobodyElseWroteIt() {
        assertThatThrownBy(() -> Envelope.open(MESSAGE, STRANGER, CITY.publicKey()))
                .isInstanceOf(Envelope.Broken.class)
                .hasMessageContaining("不是封给本平台的");
        assertThatThrownBy(() -> Envelope.open(MESSAGE, PROVINCE, STRANGER.publicKey()))
                .isInstanceOf(Envelope.Broken.class)
                .hasMessageContaining("签名");
    }

    @Property(tries = 300)
    void anyChangedByteIsFound(@ForAll @IntRange(max = 10_000) int place, @ForAll @ByteRange(min = 1) byte change) {
        byte[] changed = MESSAGE.clone();
        changed[place % changed.length] ^= change;

        assertThatThrownBy(() -> Envelope.open(changed, PROVINCE, CITY.publicKey()))
                .isInstanceOf(Envelope.Broken.class);
    }

    @Property(tries = 100)
    void anythingCutOffIsFound(@ForAll @IntRange(min = 1, max = 10_000) int cut) {
        int length = MESSAGE.length - 1 - cut % (MESSAGE.length - 1);
        byte[] shorter = java.util.Arrays.copyOf(MESSAGE, length);

        assertThatThrownBy(() -> Envelope.open(shorter, PROVINCE, CITY.publicKey()))
                .isInstanceOf(Envelope.Broken.class);
    }

    @Test
    void aSmallMessageThatBlowsUpIsRefused() {
        byte[] bomb = Envelope.seal(HEAD, new byte[65 * 1024 * 1024], CITY, PROVINCE.publicKey(), RANDOM);

        assertThat(bomb.length).isLessThan(200_000);
        assertThatThrownBy(() -> Envelope.open(bomb, PROVINCE, CITY.publicKey()))
                .isInstanceOf(Envelope.Broken.class)
                .hasMessageContaining("太长");
    }
}
