package org.mingjian.opendata.domain.flags;

import java.util.TreeMap;
import java.util.function.Predicate;

/** How many of how many, by id. */
final class Shares {

    /** @param part of @param whole */
    record Share(long part, long whole) {

        double ratio() {
            return (double) part / whole;
        }

        String words() {
            return part + "/" + whole;
        }
    }

    private final TreeMap<String, Share> shares = new TreeMap<>();

    void add(String id, long part, long whole) {
        shares.merge(id, new Share(part, whole), (a, b) -> new Share(a.part() + b.part(), a.whole() + b.whole()));
    }

    /** Those the test lets through, by id. */
    TreeMap<String, Share> where(Predicate<Share> wanted) {
        TreeMap<String, Share> some = new TreeMap<>();
        shares.forEach((id, share) -> {
            if (wanted.test(share)) {
                some.put(id, share);
            }
        });
        return some;
    }
}
