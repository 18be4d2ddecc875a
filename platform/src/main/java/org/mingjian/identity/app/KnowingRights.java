package org.mingjian.identity.app;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.mingjian.identity.Permission;
import org.mingjian.identity.Place;
import org.mingjian.identity.Rights;
import org.mingjian.identity.StandingRights;
import org.mingjian.identity.store.RightStore;
import org.mingjian.identity.store.RightsChangeStore;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Remembers the standing rights of accounts, so that a check is a look into memory. A change counts at once on this
 * node and within a second on the others; beginnings and ends are judged at every check.
 */
@Service
public class KnowingRights implements StandingRights {

    private static final int MOST = 100_000;
    private static final Duration LIFE = Duration.ofMinutes(10);
    private static final Duration LOOK_BACK = Duration.ofSeconds(30);

    private final RightsChangeStore changes;
    private final InstantSource clock;
    private final LoadingCache<UUID, Rights> known;

    KnowingRights(RightStore store, RightsChangeStore changes, InstantSource clock) {
        this.changes = changes;
        this.clock = clock;
        this.known = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterWrite(LIFE)
                .build(account -> new Rights(store.standing(account, clock.instant())));
    }

    @Override
    public Rights of(UUID account) {
        return known.get(account).standing(clock.instant());
    }

    @Override
    public boolean permits(UUID account, Permission permission, Place place) {
        return known.get(account).permits(permission, place, clock.instant());
    }

    void changed(UUID account) {
        afterCommit(() -> known.invalidate(account));
    }

    void changedAll() {
        afterCommit(known::invalidateAll);
    }

    private static void afterCommit(Runnable forget) {
        forget.run();
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    forget.run();
                }
            });
        }
    }

    /** What other nodes changed. The same change is seen many times, so that one committed late is not missed. */
    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.SECONDS)
    void forgetWhatChanged() {
        RightsChangeStore.Lately lately = changes.lately(LOOK_BACK);
        if (lately.all()) {
            known.invalidateAll();
        } else {
            known.invalidateAll(lately.accounts());
        }
    }

    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.HOURS)
    void dropOldChanges() {
        changes.drop(Duration.ofHours(1));
    }
}
