package org.mingjian.evaluation.app;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mingjian.evaluation.domain.Inquiry;
import org.mingjian.evaluation.domain.Panel;
import org.mingjian.evaluation.domain.Seat;
import org.mingjian.evaluation.domain.SeatState;
import org.mingjian.evaluation.domain.SheetState;
import org.mingjian.evaluation.domain.Standing;
import org.mingjian.evaluation.store.EvaluationStore;
import org.mingjian.evaluation.store.InquiryStore;
import org.mingjian.evaluation.store.PanelStore;
import org.mingjian.identity.Caller;
import org.mingjian.identity.Organisation;
import org.mingjian.identity.Permission;
import org.mingjian.tender.Duties;
import org.mingjian.tender.Duty;
import org.mingjian.tender.Tenders;
import org.mingjian.tender.TradeState;
import org.mingjian.tender.TradeView;
import org.springframework.stereotype.Component;

/** What members, bidders and organisers must do from the call of the experts to the report. */
@Component
class EvaluationDuties implements Duties {

    /** The experts are usually drawn within two days before the opening. */
    private static final Duration DRAW_BEFORE = Duration.ofHours(48);

    private final PanelStore panels;
    private final EvaluationStore store;
    private final InquiryStore inquiries;
    private final Tenders tenders;
    private final InstantSource clock;

    EvaluationDuties(
            PanelStore panels, EvaluationStore store, InquiryStore inquiries, Tenders tenders, InstantSource clock) {
        this.panels = panels;
        this.store = store;
        this.inquiries = inquiries;
        this.tenders = tenders;
        this.clock = clock;
    }

    @Override
    public List<Duty> of(Caller caller) {
        var duties = new ArrayList<Duty>();
        if (caller.may(Permission.EVALUATION_SEAT)) {
            panels.of(caller.account()).forEach(seat -> member(seat).ifPresent(duties::add));
        }
        if (caller.may(Permission.EXPERT_DRAW)) {
            organiser(caller, duties);
        }
        Organisation own = caller.organisation();
        if (own != null && caller.may(Permission.BID_SUBMIT)) {
            inquiries.openTo(own.id().toString()).stream()
                    .filter(inquiry -> inquiry.dueAt().isAfter(clock.instant()))
                    .forEach(inquiry -> duties.add(answer(inquiry)));
        }
        return duties;
    }

    private Duty answer(Inquiry inquiry) {
        return new Duty(
                "inquiry:" + inquiry.id(),
                "答复评标委员会：" + inquiry.kind().title(),
                inquiry.question(),
                "招标投标法实施条例 §52",
                inquiry.dueAt(),
                inquiry.askedAt(),
                "/trades/" + inquiry.trade() + "/inquiries",
                trade(tenders.get(inquiry.trade())));
    }

    private Optional<Duty> member(Seat seat) {
        Panel panel = panels.find(seat.trade()).orElseThrow();
        String id = "seat:" + seat.id();
        return switch (seat.state()) {
            case CALLED ->
                Optional.of(new Duty(
                        id,
                        "应答评标通知",
                        "集合时间与区域见通知；不能参加的请说明原因，将另行抽取",
                        "招标投标法 §37",
                        panel.gatherAt(),
                        seat.calledAt(),
                        "/seats",
                        null));
            case ACCEPTED ->
                Optional.of(new Duty(
                        id, "到场签到", "在" + panel.area() + "集合，开标后签到", null, panel.gatherAt(), null, "/seats", null));
            case SIGNED_IN ->
                Optional.of(new Duty(id, "回避声明", "请核对投标人名单，有利害关系的应当回避", "招标投标法实施条例 §46", null, null, "/seats", null));
            case SEATED -> seated(seat, id);
            case DECLINED, RECUSED, ABSENT -> Optional.empty();
        };
    }

    private Optional<Duty> seated(Seat seat, String id) {
        Optional<Standing> standing = store.find(seat.trade());
        SheetState sheet = store.sheet(seat.id());
        String href = "/seats/" + seat.id();
        if (standing.isEmpty() || standing.get().step() == Standing.Step.REPORTED) {
            return Optional.empty();
        }
        Duty.Trade trade = trade(tenders.get(seat.trade()));
        if (standing.get().step() == Standing.Step.SIGNING) {
            return sheet.signedAt() == null
                    ? Optional.of(new Duty(id, "在评标报告上签名", "有不同意见的请写明理由", "招标投标法实施条例 §53", null, null, href, trade))
                    : Optional.empty();
        }
        return sheet.submittedAt() == null
                ? Optional.of(new Duty(
                        id,
                        "评审",
                        "按招标文件规定的标准和方法评审，提交评分表",
                        "招标投标法 §40",
                        null,
                        standing.get().startedAt(),
                        href,
                        trade))
                : Optional.empty();
    }

    private void organiser(Caller caller, List<Duty> duties) {
        Instant soon = clock.instant().plus(DRAW_BEFORE);
        for (TradeState state : List.of(TradeState.BIDDING, TradeState.OPENING, TradeState.OPENED)) {
            for (TradeView trade : tenders.due(state, soon)) {
                if (caller.organisation() != null
                        && trade.isRunBy(caller.organisation().id())) {
                    organise(trade).ifPresent(duties::add);
                }
            }
        }
    }

    private Optional<Duty> organise(TradeView trade) {
        Optional<Panel> panel = panels.find(trade.code());
        if (panel.isEmpty()) {
            Instant deadline = trade.requireTerms().bidDeadline();
            return Optional.of(duty(trade, "申请抽取评标专家", "评标委员会应在开标前依法组建", deadline));
        }
        List<Seat> live = panels.seats(trade.code()).stream()
                .filter(seat -> seat.state().isLive())
                .toList();
        if (live.size() < panel.get().size()) {
            return Optional.of(duty(
                    trade,
                    "补抽评标专家",
                    "缺 " + (panel.get().size() - live.size()) + " 人",
                    panel.get().gatherAt()));
        }
        boolean complete = live.stream().allMatch(seat -> seat.state() == SeatState.SEATED);
        return complete && trade.state() == TradeState.OPENED
                ? Optional.of(duty(trade, "宣布评标开始", "评委已全部签到并作回避声明", null))
                : Optional.empty();
    }

    private static Duty duty(TradeView trade, String title, String why, @Nullable Instant due) {
        return new Duty(
                "panel:" + trade.code(),
                title,
                why,
                "招标投标法 §37",
                due,
                null,
                "/trades/" + trade.code() + "/experts",
                trade(trade));
    }

    private static Duty.Trade trade(TradeView trade) {
        return new Duty.Trade(trade.code(), trade.title());
    }
}
