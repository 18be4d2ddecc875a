package org.mingjian.identity.app;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.mingjian.identity.IdentityError;
import org.mingjian.kernel.PlatformException;
import org.mingjian.ops.StartRefused;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Argon2id, the parameters of the library's 5.8 profile (16 MiB, 2 passes, 1 lane), and what a password must be
 * (GB/T 22239-2019 8.1.4.1): 10 to 128 characters, letters and digits, not one of those that everybody tries, not made
 * of the login or of one character.
 */
@Component
class Passwords {

    private static final int SHORTEST = 10;
    private static final int LONGEST = 128;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int LANES = 1;
    private static final int MEMORY = 16_384;
    private static final int PASSES = 2;

    private final Argon2PasswordEncoder argon2;
    private final String nobody;
    private final Set<String> common = common();

    /** @param memory KiB of a new digest; less than the library's profile is for samples, whose password is public */
    Passwords(@Value("${mingjian.password.memory:16384}") int memory, Environment environment) {
        if (memory < MEMORY && !environment.acceptsProfiles(Profiles.of("sandbox", "test", "bench"))) {
            throw new StartRefused("mingjian.password.memory is " + memory + ": give at least " + MEMORY);
        }
        argon2 = new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, LANES, memory, PASSES);
        nobody = madeUp(memory);
    }

    /** A digest of no password, as costly to compare with as a real one: to make a real one would delay each start. */
    static String madeUp(int memory) {
        SecureRandom random = new SecureRandom();
        byte[] salt = new byte[SALT_BYTES];
        byte[] hash = new byte[HASH_BYTES];
        random.nextBytes(salt);
        random.nextBytes(hash);
        Base64.Encoder plain = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=" + memory + ",t=" + PASSES + ",p=" + LANES + "$" + plain.encodeToString(salt) + "$"
                + plain.encodeToString(hash);
    }

    private static Set<String> common() {
        try (InputStream in = Passwords.class.getResourceAsStream("/identity/common-passwords.txt")) {
            if (in == null) {
                throw new IllegalStateException("the list of common passwords is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new IllegalStateException("the list of common passwords cannot be read", e);
        }
    }

    String hash(String login, String password) {
        problem(login, password).ifPresent(problem -> {
            throw new PlatformException(IdentityError.INVALID_INPUT, problem);
        });
        return argon2.encode(password);
    }

    /** What is wrong with it, in words. */
    Optional<String> problem(String login, String password) {
        boolean letters = password.chars().anyMatch(Character::isLetter);
        boolean digits = password.chars().anyMatch(Character::isDigit);
        if (password.length() < SHORTEST || password.length() > LONGEST || !letters || !digits) {
            return Optional.of("口令至少 10 位，含字母和数字");
        }
        String plain = password.toLowerCase(Locale.ROOT);
        if (login.length() >= 4 && plain.contains(login.toLowerCase(Locale.ROOT))) {
            return Optional.of("口令不得含有登录名");
        }
        String letterPart = plain.replaceAll("[^a-z]", "");
        if (common.contains(plain) || common.contains(letterPart)) {
            return Optional.of("这是常见口令，容易被猜到");
        }
        if (plain.chars().distinct().count() < 5) {
            return Optional.of("口令中不同的字符太少");
        }
        return Optional.empty();
    }

    boolean isSame(String password, String hash) {
        return argon2.matches(password, hash);
    }

    /** Takes the same time whether the account exists or not, so that an answer tells nothing. */
    boolean matches(String password, Optional<String> hash) {
        return argon2.matches(password, hash.orElse(nobody)) && hash.isPresent();
    }
}
