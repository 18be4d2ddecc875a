package org.mingjian.deposit.app;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.mingjian.deposit.DepositError;
import org.mingjian.deposit.Deposits;
import org.mingjian.deposit.store.DepositStore;
import org.mingjian.deposit.store.DepositStore.Deposit;
import org.mingjian.facts.Secrecy;
import org.mingjian.identity.Caller;
import org.mingjian.identity.Organisation;
import org.mingjian.kernel.Money;
import org.mingjian.kernel.PlatformException;
import org.mingjian.kernel.Refusal;
import org.mingjian.kernel.RefusedException;
import org.mingjian.sealing.BidStanding;
import org.mingjian.sealing.DepositsAtOpening;
import org.mingjian.tender.Tenders;
import org.mingjian.tender.TradeAct;
import org.mingjian.tender.TradeFact;
import org.mingjian.tender.TradeState;
import org.mingjian.tender.TradeView;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 投标保证金: taken before the deadline as a secret (who pays is who bids), returned as the law says. */
@Service
public class KeepingDeposits implements Deposits, DepositsAtOpening {

    /** What is recorded when a deposit comes in. */
    record DepositReceived(String organisation, String form, Money amount) {}

    private final DepositStore store;
    private final Tenders tenders;
    private final InstantSource clock;

    KeepingDeposits(DepositStore store, Tenders tenders, InstantSource clock) {
        this.store = store;
        this.tenders = tenders;
        this.clock = clock;
    }

    @Override
    public long kept(String tradeCode) {
        return store.kept(tradeCode);
    }

    @Override
    public Map<UUID, Given> given(String tradeCode) {
        return store.of(tradeCode).stream()
                .filter(deposit -> deposit.returnedAt() == null)
                .collect(Collectors.toMap(
                        Deposit::organisation, deposit -> new Given(deposit.form(), deposit.receivedAt())));
    }

    @Transactional
    public Deposit give(String code, String form, String number, Money amount, Caller caller) {
        TradeView trade = tenders.lock(code);
        Instant now = clock.instant();
        if (trade.state() == TradeState.BIDDING
                && !now.isBefore(trade.requireTerms().bidDeadline())) {
            throw new RefusedException(new Refusal("DEPOSIT_TOO_LATE", "条例 §26", "投标截止时间已过"));
        }
        Money required =
                trade.state() == TradeState.BIDDING ? trade.requireTerms().deposit() : amount;
        if (amount.compareTo(required) < 0) {
            throw new RefusedException(
                    new Refusal("DEPOSIT_TOO_SMALL", "招标文件", "应交 " + required + " 元，实交 " + amount + " 元"));
        }
        Organisation organisation = caller.requireOrganisation();
        var deposit = new Deposit(
                UUID.randomUUID(),
                organisation.id(),
                organisation.name(),
                form,
                number,
                amount,
                now,
                null,
                null,
                null,
                null);
        if (!store.add(code, deposit)) {
            throw new PlatformException(DepositError.DEPOSIT_EXISTS, organisation.name());
        }
        tenders.record(
                        code,
                        List.of(TradeAct.secret(
                                TradeFact.DEPOSIT_RECEIVED,
                                caller.actor(),
                                new DepositReceived(organisation.name(), form, amount),
                                Secrecy.SEALED)))
                .orRefuse();
        return deposit;
    }

    /** Before the deadline a bid may be taken back; its deposit then goes back within five days (条例 §35). */
    @EventListener
    void bid(BidStanding bid) {
        store.withdrawn(bid.trade(), bid.organisation(), bid.bid(), bid.stands() ? null : bid.at());
    }

    public Optional<Deposit> mine(String code, Caller caller) {
        return store.of(code, caller.requireOrganisation().id());
    }

    /** The whole list; before the opening nobody sees it, because it names the bidders (招标投标法 §22). */
    public List<Deposit> all(String code) {
        TradeState state = tenders.get(code).state();
        if (state == TradeState.BIDDING || state == TradeState.SUSPENDED || state == TradeState.REGISTERED) {
            throw new RefusedException(new Refusal("BIDDERS_SECRET", "招标投标法 §22", "开标前投标人名单保密"));
        }
        return store.of(code);
    }

    public List<Deposit> withdrawn(String code) {
        return store.of(code).stream()
                .filter(deposit -> deposit.withdrawnAt() != null)
                .toList();
    }
}
