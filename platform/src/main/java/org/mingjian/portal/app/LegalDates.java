package org.mingjian.portal.app;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mingjian.portal.app.Lines.Clock;
import org.mingjian.portal.domain.PublicEvent;
import org.mingjian.portal.domain.PublicTrade;
import org.mingjian.rules.Answer;
import org.mingjian.rules.ClockCertificate;
import org.mingjian.rules.Due;
import org.mingjian.rules.OnViolation;
import org.mingjian.rules.RuleBook;
import org.mingjian.rules.Rules;
import org.mingjian.rules.TradeEvent;
import org.mingjian.rules.Verdict;
import org.mingjian.tender.TradeFact;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** 时限证明, what comes next by law, and the door for objections, out of the public facts and the rules. */
@Component
public class LegalDates {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    /** Facts that start or end a legal clock, by the names of the rule files. */
    private static final Map<TradeFact, String> EVENTS = Map.ofEntries(
            Map.entry(TradeFact.NOTICE_PUBLISHED, "noticePublished"),
            Map.entry(TradeFact.BIDS_CLOSED, "opened"),
            Map.entry(TradeFact.OPENING_RECORDED, "openingClosed"),
            Map.entry(TradeFact.EVALUATION_REPORTED, "reportReceived"),
            Map.entry(TradeFact.PUBLICITY_STARTED, "publicityStarted"),
            Map.entry(TradeFact.WINNER_SELECTED, "winnerDetermined"),
            Map.entry(TradeFact.AWARD_ISSUED, "awardIssued"),
            Map.entry(TradeFact.CONTRACT_SIGNED, "contractSigned"),
            Map.entry(TradeFact.REPORT_FILED, "reportFiled"),
            Map.entry(TradeFact.TRADE_TERMINATED, "terminated"));

    /** A legal date to come. */
    public record Coming(String title, Instant at, String basis, String explanation) {}

    /**
     * One line of the certificate.
     *
     * @param binds false in a tender that the law does not make compulsory, for a rule that there only warns
     */
    public record Judged(
            String rule,
            String title,
            String required,
            String actual,
            Verdict verdict,
            String basis,
            String explanation,
            boolean binds) {}

    /** 异议渠道: whether an objection may be raised now, until when, and by which article. */
    public record Door(
            boolean open,
            String about,
            String how,
            @Nullable Clock until,
            String basis,
            String explanation) {}

    /** All of it. */
    public record Law(List<Coming> coming, List<Judged> judged, Door door) {}

    private final Rules rules;
    private final Lines lines;

    LegalDates(Rules rules, Lines lines) {
        this.rules = rules;
        this.lines = lines;
    }

    Law of(PublicTrade trade, List<PublicEvent> events) {
        boolean compulsory = isCompulsory(events);
        Optional<RuleBook> book = book(trade).map(all -> compulsory ? all : all.voluntary());
        ClockCertificate certificate = book.map(rulesInForce -> rulesInForce.certificate(events(trade, events)))
                .orElse(new ClockCertificate(LocalDate.ofInstant(trade.registeredAt(), ZONE), List.of()));
        return new Law(coming(trade, certificate), judged(certificate, compulsory), door(trade, book));
    }

    /** 依法必须招标, as the newest terms say; unless they say otherwise with their reason, the law asks for the tender. */
    private static boolean isCompulsory(List<PublicEvent> events) {
        return events.reversed().stream()
                .map(event -> event.body().path("terms").path("mandatory").path("byLaw"))
                .filter(JsonNode::isBoolean)
                .findFirst()
                .map(byLaw -> byLaw.asBoolean(true))
                .orElse(true);
    }

    private Optional<RuleBook> book(PublicTrade trade) {
        if (!rules.trades().contains(trade.kind())) {
            return Optional.empty();
        }
        LocalDate pinned = trade.pinned();
        return Optional.of(
                rules.book(trade.kind(), pinned == null ? LocalDate.ofInstant(trade.registeredAt(), ZONE) : pinned));
    }

    private static List<TradeEvent> events(PublicTrade trade, List<PublicEvent> facts) {
        List<TradeEvent> events = new ArrayList<>();
        add(events, "documentsIssued", trade.times().documentsFrom());
        add(events, "documentsSaleEnded", trade.times().documentsTo());
        add(events, "bidDeadline", trade.times().bidDeadline());
        for (PublicEvent fact : facts) {
            TradeFact.ofKind(fact.kind())
                    .map(EVENTS::get)
                    .ifPresent(kind -> events.add(TradeEvent.of(kind, fact.at())));
            if (fact.body().path("affectsPreparation").asBoolean(false)) {
                events.add(TradeEvent.of("clarificationIssued", fact.at()));
            }
        }
        add(events, "publicityEnded", trade.times().publicityEnds());
        return events;
    }

    private static void add(List<TradeEvent> events, String kind, @Nullable Instant at) {
        if (at != null) {
            events.add(TradeEvent.of(kind, at));
        }
    }

    private List<Coming> coming(PublicTrade trade, ClockCertificate certificate) {
        List<Coming> coming = new ArrayList<>();
        planned(coming, "招标文件获取截止", trade.times().documentsTo());
        planned(coming, "投标截止、开标", trade.times().bidDeadline());
        planned(coming, "中标候选人公示截止", trade.times().publicityEnds());
        for (ClockCertificate.Entry entry : certificate.open()) {
            Due due = entry.due();
            if (due != null && due.at() instanceof Answer.Known<Instant>(Instant at) && at.isAfter(lines.now())) {
                coming.add(new Coming(
                        entry.verdict().rule().title() + "（" + entry.verdict().required() + "）",
                        at,
                        entry.verdict().basis().article(),
                        due.explanation()));
            }
        }
        coming.sort(Comparator.comparing(Coming::at));
        return coming;
    }

    private void planned(List<Coming> coming, String title, @Nullable Instant at) {
        if (at != null && at.isAfter(lines.now())) {
            coming.add(new Coming(title, at, "", "招标文件或公示载明的时间"));
        }
    }

    private static List<Judged> judged(ClockCertificate certificate, boolean compulsory) {
        return certificate.entries().stream()
                .filter(entry -> !entry.isOpen())
                .map(entry -> new Judged(
                        entry.verdict().rule().id(),
                        entry.verdict().rule().title(),
                        entry.verdict().required(),
                        entry.verdict().actual(),
                        entry.verdict().verdict(),
                        entry.verdict().basis().article(),
                        entry.verdict().explanation(),
                        compulsory || entry.verdict().onViolation() == OnViolation.REFUSE))
                .toList();
    }

    private Door door(PublicTrade trade, Optional<RuleBook> book) {
        return switch (trade.state()) {
            case BIDDING -> documentsDoor(trade, book);
            case OPENING -> new Door(true, "对开标有异议", "投标人在开标大厅当场提出，招标人当场答复并记录。", null, "招标投标法实施条例 §44", "");
            case PUBLICITY ->
                new Door(
                        true,
                        "对评标结果有异议",
                        "投标人或者其他利害关系人登录工作台提出；招标人收到之日起 3 日内答复，答复前暂停招标投标活动。",
                        lines.clock("异议截止", trade.times().publicityEnds(), trade.stateSince()),
                        "招标投标法实施条例 §54",
                        "公示期间均可提出。");
            case REGISTERED,
                    OPENED,
                    EVALUATING,
                    EVALUATED,
                    SELECTED,
                    AWARDED,
                    CONTRACTED,
                    CLOSED,
                    SUSPENDED,
                    FAILED,
                    TERMINATED -> closedDoor();
        };
    }

    private static Door closedDoor() {
        return new Door(false, "目前不在异议期", "认为招标投标活动违法的，可自知道或者应当知道之日起 10 日内向行政监督部门投诉。", null, "招标投标法实施条例 §60", "");
    }

    private Door documentsDoor(PublicTrade trade, Optional<RuleBook> book) {
        Instant deadline = trade.times().bidDeadline();
        if (deadline == null || book.isEmpty()) {
            return closedDoor();
        }
        Due due = book.get().due("G-T07", deadline);
        Instant until = due.at() instanceof Answer.Known<Instant>(Instant at) ? at : null;
        if (until != null && until.isBefore(lines.now())) {
            return closedDoor();
        }
        return new Door(
                true,
                "对招标文件有异议",
                "潜在投标人或者其他利害关系人登录工作台提出；招标人收到之日起 3 日内答复，答复前暂停招标投标活动。",
                lines.clock("异议截止", until, trade.known()),
                "招标投标法实施条例 §22",
                due.explanation());
    }
}
