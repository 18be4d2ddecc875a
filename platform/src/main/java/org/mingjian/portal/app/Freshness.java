package org.mingjian.portal.app;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.mingjian.cosigner.Cosigners;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Which pages are still true. A page is rendered from one subject (a trade's stream, or everything) and holds until a
 * fact of that subject has become visible on this node.
 */
@Component
public class Freshness {

    /** The subject of lists and of the home page. */
    public static final String EVERYTHING = "*";

    private final Map<String, Long> versions = new ConcurrentHashMap<>();
    private final AtomicLong number = new AtomicLong();

    public long version(String subject) {
        return versions.getOrDefault(subject, 0L);
    }

    void changed(Iterable<String> subjects) {
        long next = number.incrementAndGet();
        subjects.forEach(subject -> versions.put(subject, next));
        versions.put(EVERYTHING, next);
    }

    /** After a rebuild nothing that was rendered before counts. */
    void allChanged() {
        long next = number.incrementAndGet();
        versions.replaceAll((subject, version) -> next);
        versions.put(EVERYTHING, next);
        epoch.set(next);
    }

    /** Each page says in its footer whether the log is co-signed. */
    @EventListener
    void standingChanged(Cosigners.StandingChanged changed) {
        allChanged();
    }

    private final AtomicLong epoch = new AtomicLong();

    public long epoch() {
        return epoch.get();
    }
}
