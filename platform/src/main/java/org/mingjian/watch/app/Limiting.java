package org.mingjian.watch.app;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.mingjian.watch.domain.Meter;
import org.mingjian.watch.domain.Pace;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * 限流: how fast one address and one account may ask, on this node. Two nodes together let pass twice as much, which is
 * meant: a limit is there to keep one asker from taking what all need, and each node protects itself without asking
 * another. Memory is bounded by the number of askers that are remembered.
 */
@Component
public class Limiting {

    private static final int ASKERS = 200_000;
    private static final Duration MEMORY = Duration.ofMinutes(10);

    private final Pace ofAddress;
    private final Pace ofAccount;
    private final Set<String> exempt;
    private final Cache<String, Meter> addresses = meters();
    private final Cache<UUID, Meter> accounts = meters();

    /**
     * @param address requests a second of one address; an office behind one address may be hundreds of people
     * @param account requests a second of one account
     * @param exempt addresses without a limit: our own reverse proxy, measurements on this machine
     */
    Limiting(
            @Value("${mingjian.limits.address:200}") double address,
            @Value("${mingjian.limits.address-burst:4000}") int addressBurst,
            @Value("${mingjian.limits.account:50}") double account,
            @Value("${mingjian.limits.account-burst:1000}") int accountBurst,
            @Value("${mingjian.limits.exempt:127.0.0.1,0:0:0:0:0:0:0:1}") Set<String> exempt) {
        this.ofAddress = new Pace(address, addressBurst);
        this.ofAccount = new Pace(account, accountBurst);
        this.exempt = Set.copyOf(exempt);
    }

    private static <K> Cache<K, Meter> meters() {
        return Caffeine.newBuilder()
                .maximumSize(ASKERS)
                .expireAfterAccess(MEMORY)
                .build();
    }

    public boolean isExempt(String address) {
        return exempt.contains(address);
    }

    /** @return 0, or after how many seconds to ask again; a slowed address is slowed even when it is exempt */
    public long address(String address, boolean slowed) {
        if (!slowed && isExempt(address)) {
            return 0;
        }
        return wait(addresses.get(address, none -> new Meter()), slowed ? Pace.SLOWED : ofAddress);
    }

    public long account(UUID account, String address, boolean slowed) {
        if (!slowed && isExempt(address)) {
            return 0;
        }
        return wait(accounts.get(account, none -> new Meter()), slowed ? Pace.SLOWED : ofAccount);
    }

    /** How many addresses are in memory. */
    long remembered() {
        addresses.cleanUp();
        return addresses.estimatedSize();
    }

    private static long wait(Meter meter, Pace pace) {
        long nanos = meter.take(System.nanoTime(), pace);
        return nanos == 0 ? 0 : 1 + nanos / 1_000_000_000L;
    }
}
