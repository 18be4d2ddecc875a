package org.mingjian.exchange.app;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.mingjian.exchange.domain.Wire;
import org.mingjian.exchange.store.OutboundStore.Standing;
import org.mingjian.kernel.crypto.Sm3;

/** Counts and digests by dataset and day: two ledgers that agree have the same, whatever way the records took. */
final class Reconciling {

    private Reconciling() {}

    static List<Wire.Count> counts(List<Standing> standing) {
        Map<String, List<Standing>> groups = new TreeMap<>();
        standing.forEach(one -> groups.computeIfAbsent(one.dataset() + " " + one.day(), name -> new ArrayList<>())
                .add(one));
        return groups.values().stream().map(Reconciling::count).toList();
    }

    private static Wire.Count count(List<Standing> group) {
        Sm3 digest = new Sm3();
        group.stream()
                .map(one -> one.key() + ' ' + one.content() + '\n')
                .sorted()
                .forEach(line -> digest.update(line.getBytes(StandardCharsets.UTF_8)));
        Standing first = group.getFirst();
        return new Wire.Count(first.dataset(), first.day(), group.size(), Sm3.hex(digest.finish()));
    }
}
