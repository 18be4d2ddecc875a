package org.mingjian.sealing.app;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjian.identity.Accounts;
import org.mingjian.identity.Caller;
import org.mingjian.identity.IdentityError;
import org.mingjian.identity.Role;
import org.mingjian.kernel.PlatformException;
import org.mingjian.kernel.Refusal;
import org.mingjian.kernel.RefusedException;
import org.mingjian.sealing.OpeningPhase;
import org.mingjian.sealing.SealingError;
import org.mingjian.sealing.domain.OpeningLife;
import org.mingjian.sealing.store.OpeningStore;
import org.mingjian.tender.Tenders;
import org.mingjian.tender.TradeAct;
import org.mingjian.tender.TradeFact;
import org.mingjian.tender.TradeView;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * 平台故障: the trading centre or the host reports a fault of the platform and a second person confirms it; only then the
 * opening
 * stands still, and the time that it stood is added to the time to decrypt (20号令 §31: not the bidder's cause).
 */
@Service
public class PausingOpening {

    private final Tenders tenders;
    private final OpeningStore openings;
    private final Accounts accounts;
    private final InstantSource clock;

    PausingOpening(Tenders tenders, OpeningStore openings, Accounts accounts, InstantSource clock) {
        this.tenders = tenders;
        this.openings = openings;
        this.accounts = accounts;
        this.clock = clock;
    }

    /** By the trading centre, or by the host. */
    @Transactional
    public void report(String code, String reason, Caller reporter) {
        TradeView trade = tenders.lock(code);
        if (!reporter.is(Role.CENTRE_STAFF) && !trade.isRunBy(organisation(reporter))) {
            throw new PlatformException(IdentityError.NOT_PERMITTED, "平台故障由交易中心或主持人提出");
        }
        OpeningStore.Opening opening = opening(code);
        OpeningLife.next(opening.phase(), TradeFact.OPENING_PAUSED).orRefuse();
        openings.fault(code, reason, reporter.account(), clock.instant());
    }

    /** By anybody of the centre, the supervisor, the witness or the host, but not by who reported it. */
    @Transactional
    public void confirm(String code, Caller second) {
        TradeView trade = tenders.lock(code);
        OpeningStore.Opening opening = opening(code);
        UUID reporter = opening.faultAccount();
        String reason = opening.faultReason();
        if (reporter == null || reason == null) {
            throw new RefusedException(new Refusal("NO_FAULT_REPORTED", OpeningFacts.WINDOW, "没有待确认的平台故障"));
        }
        if (reporter.equals(second.account())) {
            throw new RefusedException(new Refusal("SECOND_PERSON_NEEDED", OpeningFacts.WINDOW, "平台故障须由另一人确认"));
        }
        boolean ofHost = accounts.account(reporter)
                .map(Accounts.AccountView::organisation)
                .filter(trade::isRunBy)
                .isPresent();
        if (ofHost && trade.isRunBy(organisation(second))) {
            throw new RefusedException(
                    new Refusal("SECOND_PERSON_NEEDED", OpeningFacts.WINDOW, "主持一方提出的，须由交易中心、监督或见证确认"));
        }
        boolean mayConfirm = second.is(Role.CENTRE_STAFF)
                || second.is(Role.SUPERVISOR)
                || second.is(Role.WITNESS)
                || trade.isRunBy(organisation(second));
        if (!mayConfirm) {
            throw new PlatformException(IdentityError.NOT_PERMITTED, "平台故障由交易中心、监督、见证或主持人确认");
        }
        OpeningPhase next =
                OpeningLife.next(opening.phase(), TradeFact.OPENING_PAUSED).orRefuse();
        String reportedBy =
                accounts.account(reporter).map(Accounts.AccountView::name).orElse(reporter.toString());
        var body = new OpeningFacts.Paused(reason, reportedBy, second.name(), OpeningFacts.WINDOW);
        tenders.record(code, List.of(TradeAct.open(TradeFact.OPENING_PAUSED, second.actor(), body)))
                .orRefuse();
        openings.pause(code, clock.instant(), opening.windowEnd());
        openings.phase(code, next);
    }

    private static @Nullable UUID organisation(Caller caller) {
        return caller.organisation() == null ? null : caller.organisation().id();
    }

    @Transactional
    public Instant goOn(String code, Caller staff) {
        tenders.lock(code);
        OpeningStore.Opening opening = opening(code);
        OpeningPhase next =
                OpeningLife.next(opening.phase(), TradeFact.OPENING_CONTINUED).orRefuse();
        Instant since = Objects.requireNonNull(opening.pausedAt());
        Instant windowEnd = opening.windowEnd().plus(Duration.between(since, clock.instant()));
        var body = new OpeningFacts.Continued(since, windowEnd);
        tenders.record(code, List.of(TradeAct.open(TradeFact.OPENING_CONTINUED, staff.actor(), body)))
                .orRefuse();
        openings.pause(code, null, windowEnd);
        openings.fault(code, null, null, null);
        openings.phase(code, next);
        return windowEnd;
    }

    private OpeningStore.Opening opening(String code) {
        return openings.lock(code).orElseThrow(() -> new PlatformException(SealingError.NOT_OPENED_YET, code));
    }
}
