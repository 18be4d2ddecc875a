package org.mingjian.contract.app;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjian.contract.store.AwardStore;
import org.mingjian.contract.store.AwardStore.Award;
import org.mingjian.contract.store.AwardStore.Objection;
import org.mingjian.contract.store.AwardStore.Publicity;
import org.mingjian.contract.store.ContractStore;
import org.mingjian.contract.store.ContractStore.Contract;
import org.mingjian.contract.store.ContractStore.Performance;
import org.mingjian.evaluation.Evaluations;
import org.mingjian.identity.Caller;
import org.mingjian.identity.Role;
import org.mingjian.tender.Tenders;
import org.mingjian.tender.TradeState;
import org.mingjian.tender.TradeView;
import org.springframework.stereotype.Service;

/** What a caller may see of the steps after the report. */
@Service
public class LookingAtResults {

    /**
     * @param report for those who run or watch the trade from the report on, for all once it is published
     * @param objections own ones for a bidder, all for those who run or watch the trade
     * @param contract for its two parties, the agency and the watchers
     */
    public record Results(
            TradeState state,
            Evaluations.@Nullable Report report,
            @Nullable Publicity publicity,
            List<Objection> objections,
            @Nullable Award award,
            @Nullable Contract contract,
            @Nullable Instant reportFiledAt,
            List<Performance> performance,
            boolean mine) {}

    private final AwardStore awards;
    private final ContractStore contracts;
    private final Evaluations evaluations;
    private final Tenders tenders;

    LookingAtResults(AwardStore awards, ContractStore contracts, Evaluations evaluations, Tenders tenders) {
        this.awards = awards;
        this.contracts = contracts;
        this.evaluations = evaluations;
        this.tenders = tenders;
    }

    public Results of(String code, Caller caller) {
        TradeView trade = tenders.get(code);
        UUID own = caller.organisation() == null ? null : caller.organisation().id();
        boolean runs = trade.isRunBy(own);
        boolean watches = caller.is(Role.SUPERVISOR) || caller.is(Role.CENTRE_STAFF);
        Publicity publicity = awards.publicity(code).orElse(null);
        Award award = awards.award(code).orElse(null);
        boolean wins = award != null && award.organisation().equals(own);
        boolean mayReadReport = runs || watches || publicity != null;
        boolean mayReadContract = runs || watches || wins;
        List<Objection> objections = awards.objections(code).stream()
                .filter(objection -> runs || watches || objection.organisation().equals(own))
                .toList();
        return new Results(
                trade.state(),
                mayReadReport ? evaluations.report(code).orElse(null) : null,
                publicity,
                objections,
                award,
                mayReadContract ? contracts.contract(code).orElse(null) : null,
                contracts.reported(code).orElse(null),
                contracts.performance(code),
                wins);
    }
}
