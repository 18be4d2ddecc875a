package org.mingjian.identity.app;

import java.util.Optional;
import org.mingjian.identity.IdentityError;
import org.mingjian.kernel.PlatformException;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

/** Argon2id, the parameters of the library's 5.8 profile (16 MiB, 2 passes, 1 lane). */
@Component
class Passwords {

    private static final int SHORTEST = 10;

    private final Argon2PasswordEncoder argon2 = Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8();
    private final String nobody = argon2.encode("nobody has this password");

    String hash(String password) {
        boolean letters = password.chars().anyMatch(Character::isLetter);
        boolean digits = password.chars().anyMatch(Character::isDigit);
        if (password.length() < SHORTEST || password.length() > 128 || !letters || !digits) {
            throw new PlatformException(IdentityError.INVALID_INPUT, "口令至少 10 位，含字母和数字");
        }
        return argon2.encode(password);
    }

    /** Takes the same time whether the account exists or not, so that an answer tells nothing. */
    boolean matches(String password, Optional<String> hash) {
        return argon2.matches(password, hash.orElse(nobody)) && hash.isPresent();
    }
}
