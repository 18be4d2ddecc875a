package org.mingjian.evaluation.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjian.evaluation.domain.Panel;
import org.mingjian.evaluation.domain.Seat;
import org.mingjian.evaluation.domain.SeatState;
import org.mingjian.expert.PoolRequest.Need;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** SQL of panels and seats. */
@Repository
public class PanelStore {

    private static final String SEAT = "select s.id, s.trade, s.number, s.expert, s.account, s.specialty, s.state,"
            + " s.called_at, s.reason from evaluation.seat s ";

    private final JdbcClient sql;
    private final JsonMapper json;

    PanelStore(JdbcClient sql, JsonMapper json) {
        this.sql = sql;
        this.json = json;
    }

    public void add(Panel panel) {
        sql.sql("insert into evaluation.panel (trade, size, needs, region_code, gather_at, area, requested_by)"
                        + " values (:trade, :size, cast(:needs as jsonb), :region, :at, :area, :by)")
                .param("trade", panel.trade())
                .param("size", panel.size())
                .param("needs", json.writeValueAsString(panel.needs()))
                .param("region", panel.regionCode())
                .param("at", Timestamp.from(panel.gatherAt()))
                .param("area", panel.area())
                .param("by", panel.requestedBy())
                .update();
    }

    public Optional<Panel> find(String trade) {
        return sql.sql("select trade, size, needs, region_code, gather_at, area, draw_facts, disclosed, requested_by"
                        + " from evaluation.panel where trade = :trade")
                .param("trade", trade)
                .query((row, n) -> new Panel(
                        row.getString("trade"),
                        row.getInt("size"),
                        json.readValue(row.getString("needs"), new TypeReference<List<Need>>() {}),
                        row.getString("region_code"),
                        row.getTimestamp("gather_at").toInstant(),
                        row.getString("area"),
                        new LinkedHashSet<>(Arrays.asList(
                                (Long[]) row.getArray("draw_facts").getArray())),
                        row.getBoolean("disclosed"),
                        row.getObject("requested_by", UUID.class)))
                .optional();
    }

    /** Remembers a sealed fact that names members. */
    public void addDrawFact(String trade, long fact) {
        sql.sql("update evaluation.panel set draw_facts = draw_facts || cast(:fact as bigint) where trade = :trade")
                .param("fact", fact)
                .param("trade", trade)
                .update();
    }

    public void disclosed(String trade) {
        sql.sql("update evaluation.panel set disclosed = true where trade = :trade")
                .param("trade", trade)
                .update();
    }

    public void add(Seat seat) {
        sql.sql("insert into evaluation.seat (id, trade, number, expert, account, specialty, state, called_at, reason)"
                        + " values (:id, :trade, :number, :expert, :account, :specialty, :state, :called, :reason)")
                .param("id", seat.id())
                .param("trade", seat.trade())
                .param("number", seat.number())
                .param("expert", seat.expert())
                .param("account", seat.account())
                .param("specialty", seat.specialty())
                .param("state", seat.state().name())
                .param("called", Timestamp.from(seat.calledAt()))
                .param("reason", seat.reason())
                .update();
    }

    public void state(UUID seat, SeatState state, @Nullable String reason) {
        sql.sql("update evaluation.seat set state = :state, reason = :reason where id = :id")
                .param("state", state.name())
                .param("reason", reason)
                .param("id", seat)
                .update();
    }

    public Optional<Seat> seat(UUID id) {
        return sql.sql(SEAT + "where s.id = :id")
                .param("id", id)
                .query(PanelStore::seat)
                .optional();
    }

    /** All seats ever given for a trade, by number and time. */
    public List<Seat> seats(String trade) {
        return sql.sql(SEAT + "where s.trade = :trade order by s.number, s.called_at, s.id")
                .param("trade", trade)
                .query(PanelStore::seat)
                .list();
    }

    /** Seats of an account, newest first. */
    public List<Seat> of(UUID account) {
        return sql.sql(SEAT + "where s.account = :account order by s.called_at desc, s.id limit 200")
                .param("account", account)
                .query(PanelStore::seat)
                .list();
    }

    /** Experts who hold a live seat of a panel that gathers between two times. */
    public List<UUID> busy(Instant from, Instant to) {
        return sql.sql("select distinct s.expert from evaluation.seat s join evaluation.panel p on p.trade = s.trade"
                        + " where s.expert is not null and s.state in ('CALLED', 'ACCEPTED', 'SIGNED_IN', 'SEATED')"
                        + " and p.gather_at >= :from and p.gather_at < :to"
                        + " and not exists (select 1 from evaluation.evaluation e"
                        + " where e.trade = p.trade and e.state = 'REPORTED')")
                .param("from", Timestamp.from(from))
                .param("to", Timestamp.from(to))
                .query((row, n) -> row.getObject("expert", UUID.class))
                .list();
    }

    private static Seat seat(ResultSet row, int n) throws SQLException {
        return new Seat(
                row.getObject("id", UUID.class),
                row.getString("trade"),
                row.getInt("number"),
                row.getObject("expert", UUID.class),
                row.getObject("account", UUID.class),
                row.getString("specialty"),
                SeatState.valueOf(row.getString("state")),
                row.getTimestamp("called_at").toInstant(),
                row.getString("reason"));
    }
}
