package org.mingjian.identity.app;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.mingjian.identity.IdentityError;
import org.mingjian.kernel.PlatformException;
import org.springframework.stereotype.Component;

/** Failed logins of one address: after too many in five minutes it waits, whatever account it tries. */
@Component
class CountingFailures {

    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final int ADDRESSES = 100_000;

    private final SessionRules rules;
    private final Cache<String, AtomicInteger> failed = Caffeine.newBuilder()
            .maximumSize(ADDRESSES)
            .expireAfterWrite(WINDOW)
            .build();

    CountingFailures(SessionRules rules) {
        this.rules = rules;
    }

    void requireCalm(String address) {
        AtomicInteger count = failed.getIfPresent(address);
        if (count != null && count.get() >= rules.failures()) {
            throw new PlatformException(IdentityError.TOO_MANY_TRIES, "来自这个地址的失败登录太多，五分钟后再试");
        }
    }

    void failed(String address) {
        failed.get(address, none -> new AtomicInteger()).incrementAndGet();
    }
}
