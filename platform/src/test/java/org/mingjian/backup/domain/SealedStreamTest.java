package org.mingjian.backup.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.mingjian.kernel.crypto.CryptoFailure;
import org.mingjian.kernel.crypto.Sm2;

class SealedStreamTest {

    private static final Sm2.KeyPair KEYS = Sm2.generate(new SecureRandom());
    private static final byte[] SMALL = sealed(content(300));
    private static final byte[] LARGE = sealed(content(2 * SealingOutput.CHUNK + 17));

    private static byte[] content(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static byte[] sealed(byte[] plain) {
        ByteArrayOutputStream to = new ByteArrayOutputStream();
        try (SealingOutput out = new SealingOutput(to, KEYS.publicKey())) {
            out.write(plain, 0, plain.length / 3);
            out.write(plain, plain.length / 3, plain.length - plain.length / 3);
        } catch (IOException | CryptoFailure e) {
            throw new IllegalStateException(e);
        }
        return to.toByteArray();
    }

    private static byte[] opened(byte[] sealed, byte[] key) throws IOException {
        try (OpeningInput in = new OpeningInput(new ByteArrayInputStream(sealed), key)) {
            return in.readAllBytes();
        }
    }

    @Property(tries = 12)
    void whatWasSealedOpens(@ForAll @IntRange(max = 3 * SealingOutput.CHUNK) int length) throws IOException {
        assertThat(opened(sealed(content(length)), KEYS.privateKey())).isEqualTo(content(length));
    }

    @Test
    void wholeChunksOpenToo() throws IOException {
        for (int length : new int[] {0, SealingOutput.CHUNK, 2 * SealingOutput.CHUNK}) {
            assertThat(opened(sealed(content(length)), KEYS.privateKey())).hasSize(length);
        }
    }

    @Test
    void everyChangedByteIsNoticed() {
        for (int at = 0; at < SMALL.length; at++) {
            byte[] changed = SMALL.clone();
            changed[at] ^= 1;
            assertThatThrownBy(() -> opened(changed, KEYS.privateKey()))
                    .as("byte %d", at)
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void everyCutIsNoticed() {
        for (int length = 0; length < SMALL.length; length++) {
            byte[] cut = Arrays.copyOf(SMALL, length);
            assertThatThrownBy(() -> opened(cut, KEYS.privateKey())).isInstanceOf(IOException.class);
        }
    }

    @Test
    void aChunkLeftOutOrAddedIsNoticed() {
        int line = 0;
        while (LARGE[line] != '\n') {
            line++;
        }
        int begin = line + 1;
        int whole = 4 + SealingOutput.CHUNK + 16;
        byte[] without = new byte[LARGE.length - whole];
        System.arraycopy(LARGE, 0, without, 0, begin);
        System.arraycopy(LARGE, begin + whole, without, begin, without.length - begin);
        byte[] longer = Arrays.copyOf(LARGE, LARGE.length + 1);

        assertThatThrownBy(() -> opened(without, KEYS.privateKey())).hasMessageContaining("chunk 0 was changed");
        assertThatThrownBy(() -> opened(longer, KEYS.privateKey())).hasMessageContaining("something follows");
    }

    @Test
    void anotherKeyIsNamedAsSuch() {
        byte[] other = Sm2.generate(new SecureRandom()).privateKey();

        assertThatThrownBy(() -> opened(SMALL, other)).hasMessageContaining("sealed for another key");
    }
}
