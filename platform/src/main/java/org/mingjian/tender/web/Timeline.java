package org.mingjian.tender.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mingjian.facts.Actor;
import org.mingjian.facts.Fact;
import org.mingjian.rules.ClockCertificate;
import org.mingjian.tender.Stage;
import org.mingjian.tender.Terms;
import org.mingjian.tender.TradeFact;
import org.mingjian.tender.TradeState;
import org.mingjian.tender.TradeView;
import tools.jackson.databind.JsonNode;

/**
 * 交易时间线: the facts that this reader may see, and what comes next with its legal date.
 *
 * @param total of the facts that this reader may see
 * @param folded kinds of which only the first are listed, because a thousand bidders did the same
 */
record Timeline(List<Line> facts, List<Next> next, int total, List<Folded> folded) {

    private static final int OF_ONE_KIND = 50;

    /** What may happen in any stage stands in the one it happened in. */
    private static final Set<TradeFact> ANYWHERE = EnumSet.of(
            TradeFact.TRADE_SUSPENDED,
            TradeFact.TRADE_RESUMED,
            TradeFact.TRADE_TERMINATED,
            TradeFact.TENDER_FAILED,
            TradeFact.WITNESS_NOTED);

    /** @param total how many there are; {@code ?all=true} lists them */
    record Folded(String kind, String act, long total, int shown) {}

    /** @param position in the log; null while it waits for the sequencer */
    record Line(
            String id,
            long seq,
            String kind,
            Instant at,
            String act,
            String who,
            String stage,
            @Nullable Long position,
            String secrecy,
            @Nullable String note,
            List<File> files,
            JsonNode body,
            String digest) {}

    record File(
            String name, long size, String digest, @Nullable String href) {}

    record Next(
            String what,
            @Nullable Instant due,
            @Nullable String basis,
            @Nullable Instant startedAt) {}

    static Timeline of(TradeView trade, List<Fact> facts, ClockCertificate clocks, boolean all) {
        Map<String, Integer> seen = new LinkedHashMap<>();
        List<Line> lines = new ArrayList<>();
        Stage stage = Stage.REGISTRATION;
        for (Fact fact : facts) {
            stage = stage(fact, stage);
            if (seen.merge(fact.kind(), 1, Integer::sum) <= OF_ONE_KIND || all) {
                lines.add(line(trade, fact, stage));
            }
        }
        List<Folded> folded = seen.entrySet().stream()
                .filter(kind -> kind.getValue() > OF_ONE_KIND && !all)
                .map(kind -> new Folded(kind.getKey(), title(kind.getKey()), kind.getValue(), OF_ONE_KIND))
                .toList();
        return new Timeline(List.copyOf(lines), next(trade, clocks), facts.size(), folded);
    }

    private static String title(String kind) {
        return TradeFact.ofKind(kind).map(TradeFact::title).orElse(kind.equals("facts.disclosed") ? "依法公开" : kind);
    }

    private static Stage stage(Fact fact, Stage before) {
        return TradeFact.ofKind(fact.kind())
                .filter(kind -> !ANYWHERE.contains(kind))
                .map(TradeFact::stage)
                .orElse(before);
    }

    private static Line line(TradeView trade, Fact fact, Stage stage) {
        return new Line(
                String.valueOf(fact.id()),
                fact.seq(),
                fact.kind(),
                fact.at(),
                title(fact.kind()),
                who(fact.actor()),
                stage.title(),
                fact.position() == 0 ? null : fact.position(),
                fact.secrecy().name(),
                note(fact),
                files(trade, fact),
                fact.body(),
                fact.digest());
    }

    private static String who(Actor actor) {
        String organisation = actor.organisationName();
        return organisation == null ? actor.name() : organisation + " " + actor.name();
    }

    private static @Nullable String note(Fact fact) {
        for (String field : List.of("reason", "text", "answer")) {
            if (fact.body().path(field).isString()) {
                return fact.text(field);
            }
        }
        return fact.body().path("basis").isString() ? fact.text("basis") : null;
    }

    private static List<File> files(TradeView trade, Fact fact) {
        boolean tenderDocument = fact.kind().equals(TradeFact.NOTICE_PUBLISHED.kind())
                || fact.kind().equals(TradeFact.CLARIFICATION_ISSUED.kind());
        return fact.files().stream()
                .map(file -> new File(
                        file.name(),
                        file.size(),
                        file.sm3(),
                        tenderDocument ? "/api/trades/" + trade.code() + "/documents/" + file.sm3() : null))
                .toList();
    }

    private static List<Next> next(TradeView trade, ClockCertificate clocks) {
        List<Next> next = new ArrayList<>();
        Terms terms = trade.terms();
        if (terms != null && trade.state() == TradeState.BIDDING) {
            next.add(new Next("招标文件停止发售", terms.documentsTo(), "招标投标法实施条例 §16", terms.documentsFrom()));
            next.add(new Next("投标截止、开标", terms.bidDeadline(), "招标投标法 §34", terms.documentsFrom()));
        }
        clocks.open().forEach(entry -> ClockList.due(entry)
                .ifPresent(due -> next.add(new Next(
                        entry.verdict().rule().title(),
                        due,
                        entry.verdict().basis().article(),
                        entry.start()))));
        if (trade.state() == TradeState.REGISTERED) {
            next.add(new Next(Stage.NOTICE.title(), null, "招标投标法 §16", trade.stateSince()));
        }
        next.sort(Comparator.comparing(Next::due, Comparator.nullsLast(Comparator.naturalOrder())));
        return List.copyOf(next);
    }
}
