package org.mingjian.tender;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mingjian.facts.Recorded;
import org.mingjian.kernel.Outcome;

/** Trades and their states. Every change is one transaction of state and fact. */
public interface Tenders {

    /** What intake accepted. */
    record NewTrade(
            String code,
            String projectCode,
            String tenderProjectCode,
            String sectionCode,
            String title,
            String kind,
            String regionCode,
            UUID tenderer,
            String tendererName,
            @Nullable UUID agency,
            @Nullable String agencyName,
            LocalDate pinned) {}

    TradeView open(NewTrade trade, TradeAct registered);

    /** @throws org.mingjian.kernel.PlatformException NOT_FOUND */
    TradeView get(String code);

    /** The same, locked until the transaction ends; whoever decides by the state reads it this way. */
    TradeView lock(String code);

    Optional<TradeView> find(TradeId id);

    /** Trades in a state whose bid deadline is not after the time; for timers. */
    List<TradeView> due(TradeState state, Instant deadline);

    /** Stops the next step for a reason, such as {@code objection:42}, until it is released (条例 §22 §54). */
    void hold(String code, String reason);

    void release(String code, String reason);

    /** Records facts in order; refused when the table has no such edge from the state the trade is in. */
    Outcome<List<Recorded>> record(String code, List<TradeAct> acts);

    /** As {@link #record}, after a change of the terms (publication, clarification, deadline). */
    Outcome<List<Recorded>> recordTerms(String code, Function<@Nullable Terms, Terms> change, List<TradeAct> acts);
}
