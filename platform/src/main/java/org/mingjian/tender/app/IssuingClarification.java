package org.mingjian.tender.app;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjian.facts.FileRef;
import org.mingjian.identity.Caller;
import org.mingjian.kernel.InvalidFields;
import org.mingjian.kernel.PlatformException;
import org.mingjian.kernel.Refusal;
import org.mingjian.kernel.RefusedException;
import org.mingjian.rules.ClockVerdict;
import org.mingjian.tender.Clarification;
import org.mingjian.tender.NoticeSection;
import org.mingjian.tender.RuleFinding;
import org.mingjian.tender.TenderError;
import org.mingjian.tender.Tenders;
import org.mingjian.tender.Terms;
import org.mingjian.tender.TradeAct;
import org.mingjian.tender.TradeFact;
import org.mingjian.tender.TradeState;
import org.mingjian.tender.TradeView;
import org.mingjian.tender.domain.Edition;
import org.mingjian.tender.domain.NoticeText;
import org.mingjian.tender.domain.TermsDifference;
import org.mingjian.tender.store.EditionStore;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 澄清或修改招标文件: a new version of terms and documents; late ones move the deadline (招标投标法 §23, 条例 §21). */
@Service
public class IssuingClarification {

    /**
     * @param affectsPreparation whether it may affect how bids are prepared
     * @param terms all of them as they shall read; null when no term changes but the deadline
     * @param bidDeadline the deadline as it shall be; null to leave it, or to take it from {@code terms}
     * @param version of the trade that was looked at; null to take the newest
     */
    public record Wanted(
            String text,
            boolean affectsPreparation,
            @Nullable Terms terms,
            @Nullable Instant bidDeadline,
            List<UUID> files,
            @Nullable Long version) {}

    private final Tenders tenders;
    private final CheckingTerms checking;
    private final RegisteredTrades registered;
    private final EditionStore store;
    private final AttachedFiles attached;
    private final InstantSource clock;

    IssuingClarification(
            Tenders tenders,
            CheckingTerms checking,
            RegisteredTrades registered,
            EditionStore store,
            AttachedFiles attached,
            InstantSource clock) {
        this.tenders = tenders;
        this.checking = checking;
        this.registered = registered;
        this.store = store;
        this.attached = attached;
        this.clock = clock;
    }

    /** @return the new version */
    @Transactional
    public Edition issue(String code, Wanted wanted, Caller caller) {
        TradeView trade = tenders.lock(code);
        Access.requireRunner(trade, caller);
        Long seen = wanted.version();
        if (seen != null && seen != trade.version()) {
            throw new PlatformException(TenderError.STALE_VERSION, "现在是第 " + trade.version() + " 版");
        }
        if (trade.state() != TradeState.BIDDING) {
            throw new RefusedException(
                    new Refusal("WRONG_STATE", "招标投标法 §23", "“" + trade.state().title() + "”时不能澄清或修改招标文件"));
        }
        Terms before = trade.requireTerms();
        Terms after = wished(before, wanted);
        InvalidFields.throwIfAny(checking.problems(after));
        if (!after.bidDeadline().isAfter(clock.instant())) {
            throw new RefusedException(new Refusal("DEADLINE_PASSED", "招标投标法 §23", "投标截止时间已过，不能再澄清或修改招标文件"));
        }
        boolean earlier = after.bidDeadline().isBefore(before.bidDeadline());
        boolean affects = wanted.affectsPreparation() || earlier;
        List<ClockVerdict> verdicts = verdicts(trade, after, affects);
        CheckingTerms.refusal(verdicts).ifPresent(refusal -> {
            throw new RefusedException(refusal);
        });
        return record(trade, after, new Effect(wanted, affects, verdicts), caller);
    }

    /** Asked and found. */
    private record Effect(Wanted wanted, boolean affects, List<ClockVerdict> verdicts) {}

    private List<ClockVerdict> verdicts(TradeView trade, Terms after, boolean affects) {
        List<ClockVerdict> verdicts = new ArrayList<>();
        if (affects) {
            verdicts.add(checking.book(trade).check("G-T05", clock.instant(), after.bidDeadline()));
        }
        verdicts.addAll(checking.verdicts(trade, after));
        return verdicts;
    }

    private Edition record(TradeView trade, Terms after, Effect effect, Caller caller) {
        Terms before = trade.requireTerms();
        Wanted wanted = effect.wanted();
        Edition newest = store.newest(trade.id()).orElseThrow();
        List<NoticeSection> text = NoticeText.of(trade, registered.of(trade), after, newest.notice());
        List<FileRef> files = attached.of(wanted.files(), caller);
        Edition edition =
                new Edition(newest.number() + 1, after, newest.notice(), text, wanted.text(), files, clock.instant());
        Clarification body = new Clarification(
                edition.number(),
                wanted.text(),
                effect.affects(),
                TermsDifference.between(before, after),
                after,
                after.bidDeadline(),
                effect.verdicts().stream().map(RuleFinding::of).toList());
        List<TradeAct> acts = new ArrayList<>();
        acts.add(TradeAct.open(TradeFact.CLARIFICATION_ISSUED, caller.actor(), body)
                .with(files));
        if (!after.bidDeadline().equals(before.bidDeadline())) {
            acts.add(TradeAct.open(
                    TradeFact.DEADLINE_MOVED,
                    caller.actor(),
                    Map.of("from", before.bidDeadline(), "to", after.bidDeadline(), "basis", "招标投标法 §23、条例 §21")));
        }
        tenders.recordTerms(trade.code(), terms -> after, acts).orRefuse();
        store.add(trade.id(), edition);
        return edition;
    }

    private static Terms wished(Terms before, Wanted wanted) {
        Terms given = wanted.terms() == null ? before : wanted.terms();
        // Bids may be sealed for the openers already; they stay as published.
        Terms terms = given.withOpeners(before.openers());
        Instant deadline = wanted.bidDeadline();
        return deadline == null ? terms : terms.withBidDeadline(deadline);
    }
}
