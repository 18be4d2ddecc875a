package org.mingjian.exchange.app;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.mingjian.exchange.domain.Wire;
import org.mingjian.exchange.store.ComparingStore.Place;
import org.mingjian.exchange.store.OutboundStore.Standing;
import org.mingjian.kernel.crypto.Sm3;

/**
 * Counts and digests by dataset and day: two ledgers that agree have the same, whatever way the records took. A ledger
 * is read in the order dataset, day, key, a page at a time; nothing but the counts stays in memory.
 */
final class Reconciling {

    private Reconciling() {}

    /** @param next where the following ones begin, or empty when the ledger has no more */
    record Part(List<Wire.Count> counts, String next) {}

    /** How much one answer may take. */
    record Bounds(int page, int groups, int rows) {}

    /**
     * The next counts.
     *
     * @param after name of the last count that is known, or empty
     * @param ledger its records behind a place
     */
    static Part counts(String after, Function<Place, List<Standing>> ledger, Bounds bounds) {
        Tally tally = new Tally();
        Place place = place(after);
        int rows = 0;
        while (true) {
            List<Standing> page = ledger.apply(place);
            for (Standing one : page) {
                boolean full = tally.done.size() >= bounds.groups() || rows >= bounds.rows();
                if (tally.begins(one) && full) {
                    tally.end();
                    return new Part(tally.done, tally.done.getLast().name());
                }
                tally.add(one);
                rows++;
            }
            if (page.size() < bounds.page()) {
                tally.end();
                return new Part(tally.done, "");
            }
            place = Place.of(page.getLast());
        }
    }

    private static Place place(String after) {
        int space = after.indexOf(' ');
        return space < 0 ? Place.START : Place.behind(after.substring(0, space), after.substring(space + 1));
    }

    /** Counts while the records pass by in order. */
    private static final class Tally {

        private final List<Wire.Count> done = new ArrayList<>();
        private Sm3 digest = new Sm3();
        private String dataset = "";
        private String day = "";
        private long records;

        boolean begins(Standing one) {
            return records > 0 && !(one.dataset().equals(dataset) && one.day().equals(day));
        }

        void add(Standing one) {
            if (begins(one)) {
                end();
            }
            dataset = one.dataset();
            day = one.day();
            records++;
            digest.update((one.key() + ' ' + one.content() + '\n').getBytes(StandardCharsets.UTF_8));
        }

        void end() {
            if (records > 0) {
                done.add(new Wire.Count(dataset, day, records, Sm3.hex(digest.finish())));
                digest = new Sm3();
                records = 0;
            }
        }
    }
}
