package org.mingjian.exchange.store;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/**
 * 报送义务起算 (运行管理办法 §9, §10): from when on a source owes its records in time. It is the first admission, by two
 * persons of the node above; what was true before is history that the second channel is for. The mark that a record
 * carries decides nothing. {@code rules/exchange/timeliness.yaml} says whether it holds.
 */
@Repository
public class DutyStore {

    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    private static final String ADMITTED = " left join exchange.duty ds on ds.source = o.%1$s"
            + " and ds.system = left(o.key, 4) left join exchange.duty dp on dp.source = o.%1$s and dp.system = ''"
            + " cross join lateral (select case when :counting then coalesce(ds.begins, dp.begins) end begins) a";

    /** Joins {@code duty.begins} to a row {@code o} that goes up: ours to the upper node, and that of its source. */
    static final String SENT = ADMITTED.formatted("origin")
            + " cross join lateral (select greatest(cast(:upperDuty as timestamptz), a.begins) begins) duty ";

    /** The same to a row from below. Who has not been admitted owes nothing. */
    static final String RECEIVED = ADMITTED.formatted("peer")
            + " cross join lateral (select coalesce(a.begins, cast(:unknownDuty as timestamptz)) begins) duty ";

    /** The same to what is held here. */
    static final String HELD = " cross join (select cast(:upperDuty as timestamptz) begins) duty ";

    private final JdbcClient sql;
    private final QualityRuleFiles rules;

    DutyStore(JdbcClient sql, QualityRuleFiles rules) {
        this.sql = sql;
        this.rules = rules;
    }

    /** The first admission counts; another one changes nothing. */
    public void begin(String source, List<String> systems, Instant at) {
        begin(source, "", at);
        systems.forEach(system -> begin(source, system, at));
    }

    private void begin(String source, String system, Instant at) {
        sql.sql("insert into exchange.duty (source, system, begins) values (:source, :system, :at)"
                        + " on conflict do nothing")
                .param("source", source)
                .param("system", system)
                .param("at", Timestamp.from(at))
                .update();
    }

    /** Since when this node owes records upward; empty while no upper node was ever admitted. */
    public Optional<Instant> upward() {
        return sql.sql("select min(d.begins) from exchange.duty d join exchange.peer p on p.code = d.source"
                        + " where p.kind = 'UPPER'")
                .query((row, n) -> Optional.ofNullable(row.getTimestamp(1)).map(Timestamp::toInstant))
                .single();
    }

    /** @param from first moment of what is asked for: the rule of that day holds */
    StatementSpec bind(StatementSpec statement, Instant from) {
        boolean counting = rules.timeliness(LocalDate.ofInstant(from, CHINA)).fromAdmission();
        Instant whoever = counting ? BoardStore.EVER : Instant.EPOCH;
        Instant upward =
                upward().map(begins -> counting ? begins : Instant.EPOCH).orElse(BoardStore.EVER);
        return statement
                .param("counting", counting)
                .param("upperDuty", Timestamp.from(upward))
                .param("unknownDuty", Timestamp.from(whoever));
    }
}
