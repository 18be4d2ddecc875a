package org.mingjian.draw.domain;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.mingjian.draw.DrawPlan.Entry;
import org.mingjian.draw.DrawPlan.Lot;

/** How much chance there is in a draw, and what its pool has against it. */
public final class Odds {

    /** EX-02: fewer candidates for each place make the draw a choice (条例 §46, 变相指定). */
    private static final int CANDIDATES_FOR_EACH = 3;
    /** EX-03: the draw with this number has two abandoned before it. */
    private static final int TOO_MANY = 3;

    private final List<Lot> lots;
    private final List<Entry> entries;

    public Odds(List<Lot> lots, List<Entry> entries) {
        this.lots = lots;
        this.entries = entries;
    }

    private Set<String> candidates(String lot) {
        var ids = new HashSet<String>();
        entries.stream()
                .filter(entry -> entry.isCandidate() && entry.lot().equals(lot))
                .forEach(entry -> ids.add(entry.id()));
        return ids;
    }

    /** floor(log2 of the number of results): of n candidates k can be drawn in n! / (k! (n − k)!) ways, lot by lot. */
    public int bits() {
        BigInteger ways = BigInteger.ONE;
        for (Lot lot : lots) {
            int n = candidates(lot.lot()).size();
            for (int i = 1; i <= lot.take() && i <= n; i++) {
                ways = ways.multiply(BigInteger.valueOf(n - i + 1L)).divide(BigInteger.valueOf(i));
            }
        }
        return ways.bitLength() - 1;
    }

    public List<String> warnings(int number) {
        var warnings = new ArrayList<String>();
        for (Lot lot : lots) {
            if (lot.take() > 0 && candidates(lot.lot()).size() < CANDIDATES_FOR_EACH * lot.take()) {
                warnings.add("EX-02 " + lot.lot());
            }
        }
        if (number >= TOO_MANY) {
            warnings.add("EX-03");
        }
        return warnings;
    }

    /** The first lot that might run short, even when the earlier ones take from its candidates all they can. */
    public Optional<String> tooSmall() {
        var earlier = new HashSet<String>();
        int earlierTake = 0;
        for (Lot lot : lots) {
            Set<String> own = candidates(lot.lot());
            long shared = own.stream().filter(earlier::contains).count();
            if (own.size() - Math.min(shared, earlierTake) < lot.take()) {
                return Optional.of(lot.lot());
            }
            earlier.addAll(own);
            earlierTake += lot.take();
        }
        return Optional.empty();
    }
}
