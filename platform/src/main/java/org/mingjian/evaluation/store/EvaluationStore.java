package org.mingjian.evaluation.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mingjian.evaluation.domain.EvaluatedBid;
import org.mingjian.evaluation.domain.Judgement;
import org.mingjian.evaluation.domain.SheetState;
import org.mingjian.evaluation.domain.Standing;
import org.mingjian.kernel.Money;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL of evaluations: bids, judgements, sheets and the report. */
@Repository
public class EvaluationStore {

    private final JdbcClient sql;

    EvaluationStore(JdbcClient sql) {
        this.sql = sql;
    }

    public void start(String trade, List<EvaluatedBid> bids, Instant now) {
        sql.sql("insert into evaluation.evaluation (trade, state, started_at) values (:trade, 'MARKING', :now)")
                .param("trade", trade)
                .param("now", Timestamp.from(now))
                .update();
        sql.sql("insert into evaluation.bid (trade, id, organisation, name, credit_code, price, project_leader, place)"
                        + " select :trade, b.id, b.organisation, b.name, b.credit_code, cast(b.price as numeric), b.leader,"
                        + " b.place from unnest(:ids, :organisations, :names, :codes, :prices, :leaders)"
                        + " with ordinality b (id, organisation, name, credit_code, price, leader, place)")
                .param("trade", trade)
                .param("ids", texts(bids, EvaluatedBid::id))
                .param("organisations", texts(bids, EvaluatedBid::organisation))
                .param("names", texts(bids, EvaluatedBid::name))
                .param("codes", texts(bids, EvaluatedBid::creditCode))
                .param("prices", texts(bids, bid -> bid.price().toString()))
                .param("leaders", texts(bids, EvaluatedBid::projectLeader))
                .update();
    }

    public Optional<Standing> find(String trade) {
        return standing(trade, "");
    }

    /** The same, locked until the transaction ends. */
    public Optional<Standing> lock(String trade) {
        return standing(trade, " for update");
    }

    private Optional<Standing> standing(String trade, String suffix) {
        return sql.sql("select trade, state, started_at, report, digest, reported_at from evaluation.evaluation"
                        + " where trade = :trade" + suffix)
                .param("trade", trade)
                .query((row, n) -> new Standing(
                        row.getString("trade"),
                        Standing.Step.valueOf(row.getString("state")),
                        row.getTimestamp("started_at").toInstant(),
                        row.getString("report"),
                        row.getString("digest"),
                        instant(row, "reported_at")))
                .optional();
    }

    public void draft(String trade, String report, String digest) {
        sql.sql("update evaluation.evaluation set state = 'SIGNING', report = :report, digest = :digest"
                        + " where trade = :trade")
                .param("report", report)
                .param("digest", digest)
                .param("trade", trade)
                .update();
    }

    /** Back to marking: the draft and every signature on it are void. */
    public void redraft(String trade) {
        sql.sql("update evaluation.evaluation set state = 'MARKING', report = null, digest = null where trade = :trade")
                .param("trade", trade)
                .update();
        sql.sql("update evaluation.sheet set signed_at = null, certificate = null, signature = null, dissent = null"
                        + " where seat in (select s.id from evaluation.seat s where s.trade = :trade)")
                .param("trade", trade)
                .update();
    }

    public void reported(String trade, Instant now) {
        sql.sql("update evaluation.evaluation set state = 'REPORTED', reported_at = :now where trade = :trade")
                .param("now", Timestamp.from(now))
                .param("trade", trade)
                .update();
    }

    /** With the price as read out, or as corrected and accepted. */
    public List<EvaluatedBid> bids(String trade) {
        return sql.sql(
                        "select b.id, b.organisation, b.name, b.credit_code, coalesce(c.corrected, b.price) as price,"
                                + " b.project_leader from evaluation.bid b left join evaluation.price_change c"
                                + " on c.trade = b.trade and c.bid = b.id and c.accepted where b.trade = :trade order by b.place")
                .param("trade", trade)
                .query((row, n) -> new EvaluatedBid(
                        row.getString("id"),
                        row.getString("organisation"),
                        row.getString("name"),
                        row.getString("credit_code"),
                        new Money(row.getBigDecimal("price")),
                        row.getString("project_leader")))
                .list();
    }

    /** Writes a whole sheet or a part of it in one statement. */
    public void save(UUID seat, List<Judgement> judgements) {
        sql.sql("insert into evaluation.judgement (seat, bid, criterion, value, code, reason)"
                        + " select :seat, j.bid, j.criterion, j.value, j.code, j.reason"
                        + " from unnest(:bids, :criteria, :values, :codes, :reasons)"
                        + " j (bid, criterion, value, code, reason)"
                        + " on conflict (seat, bid, criterion) do update set value = excluded.value,"
                        + " code = excluded.code, reason = excluded.reason")
                .param("seat", seat)
                .param("bids", texts(judgements, Judgement::bid))
                .param("criteria", texts(judgements, Judgement::criterion))
                .param("values", texts(judgements, Judgement::value))
                .param("codes", texts(judgements, Judgement::code))
                .param("reasons", texts(judgements, Judgement::reason))
                .update();
    }

    public List<Judgement> judgements(UUID seat) {
        return sql.sql("select bid, criterion, value, code, reason from evaluation.judgement where seat = :seat"
                        + " order by bid, criterion")
                .param("seat", seat)
                .query((row, n) -> new Judgement(
                        row.getString("bid"),
                        row.getString("criterion"),
                        row.getString("value"),
                        row.getString("code"),
                        row.getString("reason")))
                .list();
    }

    public SheetState sheet(UUID seat) {
        return sql.sql("select seat, submitted_at, signed_at, certificate, dissent from evaluation.sheet"
                        + " where seat = :seat")
                .param("seat", seat)
                .query((row, n) -> new SheetState(
                        row.getObject("seat", UUID.class),
                        instant(row, "submitted_at"),
                        instant(row, "signed_at"),
                        row.getString("certificate"),
                        row.getString("dissent")))
                .optional()
                .orElse(SheetState.fresh(seat));
    }

    /** @param at null to give the sheet back to its member */
    public void submitted(UUID seat, @Nullable Instant at) {
        sql.sql("insert into evaluation.sheet (seat, submitted_at) values (:seat, :at)"
                        + " on conflict (seat) do update set submitted_at = excluded.submitted_at")
                .param("seat", seat)
                .param("at", at == null ? null : Timestamp.from(at))
                .update();
    }

    public void signed(SheetState sheet, byte @Nullable [] signature) {
        Instant at = sheet.signedAt();
        sql.sql("update evaluation.sheet set signed_at = :at, certificate = :certificate, signature = :signature,"
                        + " dissent = :dissent where seat = :seat")
                .param("at", at == null ? null : Timestamp.from(at))
                .param("certificate", sheet.certificate())
                .param("signature", signature)
                .param("dissent", sheet.dissent())
                .param("seat", sheet.seat())
                .update();
    }

    private static <T> @Nullable String[] texts(List<T> items, Function<T, @Nullable String> text) {
        @Nullable String[] texts = new String[items.size()];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = text.apply(items.get(i));
        }
        return texts;
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }
}
