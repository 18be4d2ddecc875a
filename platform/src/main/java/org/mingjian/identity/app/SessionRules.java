package org.mingjian.identity.app;

import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;

/**
 * The settings of login and sessions (GB/T 22239-2019 8.1.4.1): {@code mingjian.identity.two-factors} (on in
 * production, off among samples), {@code mingjian.session.idle} (30 minutes), {@code mingjian.session.longest} (12
 * hours), {@code mingjian.password.life} (90 days, for staff), {@code mingjian.login.failures} (failed logins that one
 * address has in five minutes).
 */
@Component
class SessionRules {

    private final boolean twoFactors;
    private final Duration idle;
    private final Duration longest;
    private final Duration passwordLife;
    private final int failures;

    SessionRules(
            Environment environment,
            @Value("${mingjian.identity.two-factors:}") String twoFactors,
            @Value("${mingjian.session.idle:30m}") Duration idle,
            @Value("${mingjian.session.longest:12h}") Duration longest,
            @Value("${mingjian.password.life:90d}") Duration passwordLife,
            @Value("${mingjian.login.failures:30}") int failures) {
        boolean samples = environment.acceptsProfiles(Profiles.of("sandbox", "test", "bench"));
        this.twoFactors = twoFactors.isBlank() ? !samples : Boolean.parseBoolean(twoFactors);
        this.idle = idle;
        this.longest = longest;
        this.passwordLife = passwordLife;
        this.failures = failures;
    }

    boolean twoFactors() {
        return twoFactors;
    }

    Duration idle() {
        return idle;
    }

    Duration longest() {
        return longest;
    }

    Duration passwordLife() {
        return passwordLife;
    }

    int failures() {
        return failures;
    }
}
