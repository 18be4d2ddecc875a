package org.mingjian.exchange.command;

import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import org.mingjian.exchange.app.Node;
import org.mingjian.exchange.app.Queueing;
import org.mingjian.exchange.domain.Lane;
import org.mingjian.exchange.store.OutboundStore;
import org.mingjian.exchange.store.PeerStore;
import org.mingjian.spec.DataRecord;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The way of records from a running province to a running nation: how long it takes, live and as a backfill. */
public final class ExchangePath {

    private final ApplicationContext province;
    private final ApplicationContext nation;

    private ExchangePath(ApplicationContext province, ApplicationContext nation) {
        this.province = province;
        this.nation = nation;
    }

    /** Each admits the other. */
    public static ExchangePath joined(ApplicationContext province, ApplicationContext nation, String url) {
        admit(nation, province, PeerStore.Kind.LOWER, "");
        admit(province, nation, PeerStore.Kind.UPPER, url);
        return new ExchangePath(province, nation);
    }

    private static void admit(ApplicationContext at, ApplicationContext other, PeerStore.Kind kind, String url) {
        Node node = other.getBean(Node.class);
        at.getBean(PeerStore.class)
                .keep(new PeerStore.Peer(
                        node.code(),
                        node.code(),
                        kind,
                        node.publicKey(),
                        "",
                        url,
                        List.of(),
                        at.getBean(InstantSource.class).instant(),
                        "bench",
                        false));
    }

    /** Puts records into the province's line, as its readers do: one transaction. */
    public void queue(boolean live, List<DataRecord> records) {
        Queueing queueing = province.getBean(Queueing.class);
        List<OutboundStore.New> offered = records.stream()
                .map(record -> new OutboundStore.New(
                        record,
                        List.of(),
                        "",
                        0,
                        "",
                        0,
                        province.getBean(InstantSource.class).instant()))
                .toList();
        Integer queued = province.getBean(TransactionTemplate.class)
                .execute(status -> queueing.offer(live ? Lane.LIVE : Lane.HISTORY, offered, false));
        if (queued == null || queued != records.size()) {
            throw new IllegalStateException("of " + records.size() + " records only these were queued: " + queued);
        }
    }

    /**
     * How many of a lane have been accepted, as the province has heard.
     *
     * @throws IllegalStateException when one was refused: it would be waited for without end
     */
    public long accepted(boolean live) {
        province.getBean(JdbcClient.class)
                .sql("select dataset || problems from exchange.outbound where state = 'REFUSED' limit 1")
                .query(String.class)
                .optional()
                .ifPresent(why -> {
                    throw new IllegalStateException("refused: " + why);
                });
        return province.getBean(JdbcClient.class)
                .sql("select count(*) from exchange.outbound where lane = :lane and state = 'ACCEPTED'")
                .param("lane", live ? "LIVE" : "HISTORY")
                .query(Long.class)
                .single();
    }

    /** Seconds from queueing to the nation's acceptance of each live record from number {@code first} on, ascending. */
    public double[] waits(long first) {
        double[] waits = province
                .getBean(JdbcClient.class)
                .sql("select extract(epoch from decided_at - queued_at) from exchange.outbound"
                        + " where lane = 'LIVE' and number >= :first and state = 'ACCEPTED'")
                .param("first", first)
                .query(Double.class)
                .list()
                .stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
        Arrays.sort(waits);
        return waits;
    }

    /** @throws IllegalStateException when something was refused, is missing, or stands twice */
    public void requireAll(long live, long history) {
        long refused = count(province, "select count(*) from exchange.outbound where state = 'REFUSED'");
        long standing = count(nation, "select count(*) from exchange.standing where not deleted");
        long arrived = count(nation, "select count(*) from exchange.inbound");
        if (refused != 0 || standing != live + history || arrived != standing) {
            throw new IllegalStateException("refused " + refused + ", arrived " + arrived + ", standing " + standing
                    + " of " + live + " live and " + history + " of the past");
        }
    }

    private static long count(ApplicationContext at, String question) {
        return at.getBean(JdbcClient.class).sql(question).query(Long.class).single();
    }
}
