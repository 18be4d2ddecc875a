package org.mingjian.deposit.app;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjian.deposit.DepositError;
import org.mingjian.deposit.domain.Interest;
import org.mingjian.deposit.store.DepositStore;
import org.mingjian.deposit.store.DepositStore.Deposit;
import org.mingjian.facts.Facts;
import org.mingjian.facts.NewFact;
import org.mingjian.facts.Secrecy;
import org.mingjian.identity.Caller;
import org.mingjian.kernel.Money;
import org.mingjian.kernel.PlatformException;
import org.mingjian.kernel.Refusal;
import org.mingjian.kernel.RefusedException;
import org.mingjian.tender.Tenders;
import org.mingjian.tender.TradeAct;
import org.mingjian.tender.TradeFact;
import org.mingjian.tender.TradeView;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * 退还保证金: one bidder's after he took his bid back (条例 §35), everybody's after the contract (条例 §57) or the end of a
 * tender without one (条例 §31). Money goes back with interest, a guarantee letter without.
 */
@Service
public class ReturningDeposits {

    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final String LETTER = "保函";

    /** What is recorded when they go back together. */
    record DepositsReturned(int count, Money interest, String basis) {}

    /** What is recorded when one goes back. */
    record DepositReturned(
            String organisation,
            Money amount,
            @Nullable Money interest,
            String basis,
            @Nullable UUID bid) {}

    private final DepositStore store;
    private final Tenders tenders;
    private final Facts facts;
    private final InstantSource clock;

    ReturningDeposits(DepositStore store, Tenders tenders, Facts facts, InstantSource clock) {
        this.store = store;
        this.tenders = tenders;
        this.facts = facts;
        this.clock = clock;
    }

    /** Everything that is still kept. */
    @Transactional
    public int all(String code, @Nullable BigDecimal annualRate, Caller caller) {
        TradeView trade = tenders.lock(code);
        String basis = over(trade)
                .orElseThrow(() -> new RefusedException(new Refusal(
                        "DEPOSITS_STILL_NEEDED", "条例 §57", "“" + trade.state().title() + "”时还不能退还全部保证金")));
        Instant now = clock.instant();
        List<Deposit> kept = store.of(code).stream()
                .filter(deposit -> deposit.returnedAt() == null)
                .toList();
        Money total = Money.of("0.00");
        for (Deposit deposit : kept) {
            Money interest = interest(deposit, annualRate, now);
            store.giveBack(deposit.id(), interest, basis, now);
            total = interest == null ? total : new Money(total.amount().add(interest.amount()));
        }
        if (!kept.isEmpty()) {
            var body = new DepositsReturned(kept.size(), total, basis);
            tenders.record(code, List.of(TradeAct.open(TradeFact.DEPOSIT_RETURNED, caller.actor(), body)))
                    .orRefuse();
        }
        return kept.size();
    }

    /** One bidder's; while the bidders are secret, its fact is too. */
    @Transactional
    public Deposit one(String code, UUID id, @Nullable BigDecimal annualRate, Caller caller) {
        TradeView trade = tenders.lock(code);
        Deposit deposit = store.lock(code, id)
                .orElseThrow(() -> new PlatformException(DepositError.DEPOSIT_NOT_FOUND, id.toString()));
        if (deposit.returnedAt() != null) {
            throw new PlatformException(DepositError.DEPOSIT_RETURNED, id.toString());
        }
        String basis = over(trade)
                .or(() -> Optional.ofNullable(deposit.withdrawnAt()).map(at -> "条例 §35"))
                .orElseThrow(() -> new RefusedException(
                        new Refusal("DEPOSIT_STILL_NEEDED", "条例 §35、§57", "投标人没有撤回投标，合同也没有签订，还不能退还这笔保证金")));
        Instant now = clock.instant();
        Money interest = interest(deposit, annualRate, now);
        store.giveBack(id, interest, basis, now);
        var body = new DepositReturned(
                deposit.organisationName(),
                deposit.amount(),
                interest,
                basis,
                store.withdrawnBid(id).orElse(null));
        facts.record(NewFact.secret(
                trade.biddersStream(), TradeFact.DEPOSIT_RETURNED.kind(), caller.actor(), body, Secrecy.SEALED));
        return store.lock(code, id).orElseThrow();
    }

    private static Optional<String> over(TradeView trade) {
        return switch (trade.state()) {
            case CONTRACTED, CLOSED -> Optional.of("条例 §57");
            case FAILED, TERMINATED -> Optional.of("条例 §31");
            case REGISTERED, BIDDING, OPENING, OPENED, EVALUATING, EVALUATED, PUBLICITY, SELECTED, AWARDED, SUSPENDED ->
                Optional.empty();
        };
    }

    private static @Nullable Money interest(Deposit deposit, @Nullable BigDecimal annualRate, Instant now) {
        return annualRate == null || deposit.form().endsWith(LETTER)
                ? null
                : Interest.of(
                        deposit.amount(),
                        annualRate,
                        deposit.receivedAt().atZone(CHINA).toLocalDate(),
                        now.atZone(CHINA).toLocalDate());
    }
}
