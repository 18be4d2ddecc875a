package org.mingjian.watch.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

/** 限流: whom a limit holds, and whom it must not hold. */
class LimitingTest {

    private static final String OURS = "127.0.0.1";

    /** So slow that no second of the test run lets another request in. */
    private final Limiting limits = new Limiting(0.001, 100, 0.001, 30, Set.of(OURS));

    @Test
    void anAddressIsHeldAfterItsBurstAndNoOtherIs() {
        assertThat(passed(() -> limits.address("192.0.2.1", false))).isEqualTo(100);
        assertThat(limits.address("192.0.2.1", false)).isBetween(900L, 1001L);
        assertThat(limits.address("192.0.2.2", false)).isZero();
    }

    @Test
    void anAccountIsHeldWhateverAddressItComesFrom() {
        UUID account = UUID.randomUUID();
        assertThat(passed(() -> limits.account(account, "192.0.2.1", false))).isEqualTo(30);
        assertThat(limits.account(account, "192.0.2.2", false)).isPositive();
        assertThat(limits.account(UUID.randomUUID(), "192.0.2.1", false)).isZero();
    }

    @Test
    void ourOwnProxyIsNotLimitedButCanBeSlowed() {
        assertThat(passed(() -> limits.address(OURS, false))).isEqualTo(1000);
        assertThat(passed(() -> limits.account(UUID.randomUUID(), OURS, false))).isEqualTo(1000);
        assertThat(passed(() -> limits.address(OURS, true))).isLessThan(30);
    }

    @Test
    void manyAskersAreForgottenAndNotKept() {
        for (int i = 0; i < 300_000; i++) {
            limits.address("2001:db8:" + Integer.toHexString(i >> 8) + ":" + (i & 255) + "::/64", false);
        }
        assertThat(limits.remembered()).isLessThanOrEqualTo(200_000);
    }

    private static long passed(LongSupplier request) {
        long passed = 0;
        for (int i = 0; i < 1000; i++) {
            passed += request.getAsLong() == 0 ? 1 : 0;
        }
        return passed;
    }
}
