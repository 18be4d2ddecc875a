package org.mingjian.identity.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.mingjian.ops.StartRefused;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/** How costly a guess at a stored password is. */
class PasswordsTest {

    @Test
    void aStoredPasswordIsArgon2idWithSixteenMebibytes() {
        String hash = new Passwords(16_384, new MockEnvironment()).hash("zhang", "river-2026-x");

        assertThat(hash).startsWith("$argon2id$v=19$m=16384,t=2,p=1$");
    }

    @Test
    void cheaperOnesAreForSamplesOnly() {
        MockEnvironment production = new MockEnvironment();
        production.setActiveProfiles("production");
        MockEnvironment samples = new MockEnvironment();
        samples.setActiveProfiles("sandbox");

        assertThatThrownBy(() -> new Passwords(64, production))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("mingjian.password.memory");
        assertThat(new Passwords(64, samples).hash("zhang", "river-2026-x")).contains("m=64,");
    }

    /** Else the answer for a login that does not exist would come sooner. */
    @Test
    void aLoginThatDoesNotExistIsComparedAtTheSameCost() {
        String madeUp = Passwords.madeUp(16_384);
        Passwords passwords = new Passwords(16_384, new MockEnvironment());

        assertThat(madeUp).hasSameSizeAs(passwords.hash("zhang", "river-2026-x"));
        assertThat(new Argon2PasswordEncoder(16, 32, 1, 16_384, 2).upgradeEncoding(madeUp))
                .isFalse();
        assertThat(passwords.matches("river-2026-x", Optional.empty())).isFalse();
    }
}
