package org.mingjian.sealing.app;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjian.identity.Caller;
import org.mingjian.identity.Organisation;
import org.mingjian.identity.Permission;
import org.mingjian.identity.Role;
import org.mingjian.sealing.BidState;
import org.mingjian.sealing.OpeningPhase;
import org.mingjian.sealing.store.BoardStore;
import org.mingjian.sealing.store.BoardStore.Entry;
import org.mingjian.sealing.store.OpeningStore;
import org.mingjian.sealing.store.OpeningStore.Opening;
import org.mingjian.sealing.store.RulingStore;
import org.mingjian.tender.Duties;
import org.mingjian.tender.Duty;
import org.mingjian.tender.Tenders;
import org.mingjian.tender.TradeView;
import org.springframework.stereotype.Component;

/** What bidders and hosts must do while an opening lasts. */
@Component
class OpeningDuties implements Duties {

    private final OpeningStore openings;
    private final BoardStore board;
    private final RulingStore rulings;
    private final Tenders tenders;

    OpeningDuties(OpeningStore openings, BoardStore board, RulingStore rulings, Tenders tenders) {
        this.openings = openings;
        this.board = board;
        this.rulings = rulings;
        this.tenders = tenders;
    }

    @Override
    public List<Duty> of(Caller caller) {
        Organisation own = caller.organisation();
        boolean concerned = caller.may(Permission.BID_DECRYPT)
                || caller.may(Permission.OPENING_HOST)
                || caller.is(Role.CENTRE_STAFF)
                || caller.is(Role.SUPERVISOR)
                || caller.is(Role.WITNESS);
        if (own == null || !concerned) {
            return List.of();
        }
        List<Duty> duties = new ArrayList<>();
        for (Opening opening : openings.live()) {
            TradeView trade = tenders.get(opening.trade());
            if (caller.may(Permission.BID_DECRYPT)) {
                board.of(opening.trade(), own.id())
                        .flatMap(bid -> ofBidder(trade, opening, bid))
                        .ifPresent(duties::add);
            }
            if (caller.may(Permission.OPENING_HOST) && trade.isRunBy(own.id())) {
                ofHost(trade, opening).ifPresent(duties::add);
            }
            ofSecondPerson(trade, opening, caller).ifPresent(duties::add);
        }
        return duties;
    }

    private static Optional<Duty> ofBidder(TradeView trade, Opening opening, Entry bid) {
        if (opening.phase() == OpeningPhase.DECRYPTING && !bid.commanded()) {
            if (bid.state() == BidState.WAITING) {
                return duty(trade, "decrypt", "解密投标文件", "逾期未解密视为撤销投标文件", clock(opening, opening.windowEnd()));
            }
            if (bid.state() == BidState.FAILED) {
                return duty(trade, "decrypt", "重新解密投标文件", "上次解密失败，时限内可以重试", clock(opening, opening.windowEnd()));
            }
        }
        boolean unconfirmed = bid.state() == BidState.OPENED && bid.recordSignedAt() == null;
        if (opening.phase() == OpeningPhase.READ && unconfirmed) {
            var time = new Clock("招标投标法实施条例 §44", opening.objectionsUntil(), opening.deadline());
            return duty(trade, "confirm", "确认开标记录或提出异议", "开标异议应当在开标现场提出", time);
        }
        return Optional.empty();
    }

    private Optional<Duty> ofHost(TradeView trade, Opening opening) {
        return switch (opening.phase()) {
            case DECRYPTED -> {
                long pending = board.board(trade.code()).stream()
                        .filter(bid -> bid.state() == BidState.FAILED)
                        .count();
                var time = new Clock(OpeningFacts.WINDOW, null, opening.windowEnd());
                yield pending > 0
                        ? duty(trade, "ruling", "认定未解密的原因", pending + " 份投标文件的原因待认定，认定后才能唱标", time)
                        : duty(trade, "read", "唱标", "解密已结束", new Clock("招标投标法 §36", null, opening.windowEnd()));
            }
            case READ -> {
                long unanswered = openings.objections(trade.code()).stream()
                        .filter(objection -> objection.answer() == null)
                        .count();
                var time = new Clock("招标投标法实施条例 §44", null, opening.windowEnd());
                yield unanswered > 0
                        ? duty(trade, "answer", "答复开标异议", unanswered + " 条异议应当场答复", time)
                        : duty(trade, "record", "公布开标记录", "唱标已完成", new Clock("20号令 §32", null, opening.windowEnd()));
            }
            case DECRYPTING, PAUSED, RECORDED -> Optional.empty();
        };
    }

    private Optional<Duty> ofSecondPerson(TradeView trade, Opening opening, Caller caller) {
        UUID reporter = opening.faultAccount();
        boolean secondHere = (caller.is(Role.CENTRE_STAFF) || caller.is(Role.WITNESS) || caller.is(Role.SUPERVISOR))
                && caller.reaches(Permission.OPENING_ATTEND, trade.place());
        if (opening.phase() == OpeningPhase.DECRYPTED && secondHere && hasOpenRuling(trade.code())) {
            var time = new Clock(OpeningFacts.WINDOW, null, opening.windowEnd());
            return duty(trade, "ruling", "确认未解密原因的认定", "主持人提出了认定，须由第二人确认", time);
        }
        boolean asked = reporter != null && opening.phase() == OpeningPhase.DECRYPTING;
        return asked && secondHere && !caller.account().equals(reporter)
                ? duty(trade, "fault", "确认平台故障", "有人报告了平台故障，须由另一人确认", clock(opening, opening.windowEnd()))
                : Optional.empty();
    }

    private boolean hasOpenRuling(String code) {
        return rulings.ofTrade(code).stream().anyMatch(RulingStore.Row::isOpen);
    }

    private record Clock(String basis, @Nullable Instant due, Instant started) {}

    private static Clock clock(Opening opening, Instant due) {
        return new Clock(OpeningFacts.WINDOW, due, opening.deadline());
    }

    private static Optional<Duty> duty(TradeView trade, String what, String title, String why, Clock clock) {
        return Optional.of(new Duty(
                "opening-" + what + ":" + trade.code(),
                title,
                why,
                clock.basis(),
                clock.due(),
                clock.started(),
                "/trades/" + trade.code() + "/opening",
                new Duty.Trade(trade.code(), trade.title())));
    }
}
