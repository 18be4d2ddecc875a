package org.mingjian.exchange.command;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.mingjian.exchange.app.Receiving;
import org.mingjian.exchange.domain.Lane;
import org.mingjian.exchange.domain.Wire;
import org.mingjian.spec.DataRecord;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How fast a running nation takes records: on disk, checked by every rule, in the ledger, and answered. */
public final class ExchangeSpeed {

    /** As many as a lower node sends in one message. */
    private static final int BATCH = 500;

    /** The tables that a received record goes into; the rows of other lanes are not asked for. */
    public static final List<String> TABLES = List.of("inbound", "standing", "feedback");

    private ExchangeSpeed() {}

    /**
     * Hands over records as messages bring them, from number {@code first} on, and waits until all are decided.
     *
     * @return seconds
     * @throws IllegalStateException when one was refused or is missing: a quick wrong answer is no figure
     */
    public static double take(ApplicationContext nation, String peer, long first, List<DataRecord> records)
            throws InterruptedException {
        Receiving receiving = nation.getBean(Receiving.class);
        JdbcClient sql = nation.getBean(JdbcClient.class);
        Instant due = Instant.now();
        long begin = System.nanoTime();
        for (int from = 0; from < records.size(); from += BATCH) {
            List<Wire.Sent> some = new ArrayList<>(BATCH);
            for (int i = from; i < Math.min(records.size(), from + BATCH); i++) {
                some.add(new Wire.Sent(first + i, due, records.get(i), List.of()));
            }
            Wire.Receipts receipts = receiving.take(peer, new Wire.Records(Lane.HISTORY, some));
            if (receipts.receipts().size() != some.size()) {
                throw new IllegalStateException("not every record has a receipt: " + receipts);
            }
        }
        long last = first + records.size() - 1;
        while (checked(sql, peer) < last) {
            Thread.sleep(2);
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        requireStands(sql, peer, last);
        return seconds;
    }

    private static long checked(JdbcClient sql, String peer) {
        return sql.sql("select checked from exchange.lane_judged where peer = :peer and lane = 'HISTORY'")
                .param("peer", peer)
                .query(Long.class)
                .single();
    }

    private static void requireStands(JdbcClient sql, String peer, long all) {
        List<Long> found = List.of(
                count(sql, "select count(*) from exchange.inbound where peer = :peer", peer),
                count(sql, "select count(*) from exchange.standing where peer = :peer and not deleted", peer),
                count(sql, "select count(*) from exchange.feedback where peer = :peer", peer));
        if (!found.equals(List.of(all, all, all))) {
            String why = sql.sql("select problems from exchange.refused where peer = :peer limit 1")
                    .param("peer", peer)
                    .query(String.class)
                    .optional()
                    .orElse("");
            throw new IllegalStateException("of " + all + " records stand " + found + " " + why);
        }
    }

    private static long count(JdbcClient sql, String question, String peer) {
        return sql.sql(question).param("peer", peer).query(Long.class).single();
    }
}
