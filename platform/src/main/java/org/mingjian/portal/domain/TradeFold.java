package org.mingjian.portal.domain;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mingjian.facts.Fact;
import org.mingjian.facts.Secrecy;
import org.mingjian.portal.domain.PublicTrade.Times;
import org.mingjian.tender.TradeFact;
import org.mingjian.tender.TradeLife;
import org.mingjian.tender.TradeState;
import tools.jackson.databind.JsonNode;

/**
 * What one more fact makes of a trade as the public sees it. The state moves by the kind of any fact, since where
 * a trade stands is public; values are taken from public facts alone.
 */
public final class TradeFold {

    public static final String STREAM = "trade:";

    private TradeFold() {}

    /** @param known null for the first fact of the trade */
    public static PublicTrade next(@Nullable PublicTrade known, Fact fact) {
        PublicTrade trade = known == null ? start(fact) : known;
        Optional<TradeFact> kind = TradeFact.ofKind(fact.kind());
        PublicTrade moved = kind.map(it -> move(trade, it, fact.at())).orElse(trade);
        if (fact.secrecy() != Secrecy.PUBLIC) {
            return moved;
        }
        return kind.map(it -> told(moved, it, fact)).orElse(moved);
    }

    private static PublicTrade start(Fact fact) {
        String code = fact.stream().substring(STREAM.length());
        JsonNode body = fact.body();
        boolean open = fact.secrecy() == Secrecy.PUBLIC;
        return new PublicTrade(
                code,
                open ? title(body).orElse(code) : code,
                open ? Bodies.text(body, "kind").orElse("construction") : "construction",
                open ? Bodies.text(body, "regionCode", "region").orElse("") : "",
                open ? Bodies.text(body, "tendererName", "tenderer").orElse("") : "",
                open ? Bodies.text(body, "agencyName", "agency").orElse("") : "",
                open ? Bodies.text(body, "sectionCode", "section").orElse("") : "",
                TradeLife.TABLE.start(),
                null,
                fact.at(),
                fact.at(),
                null,
                open ? Bodies.date(body, "pinned").orElse(null) : null,
                Times.UNKNOWN,
                null,
                null,
                "",
                "",
                null,
                0);
    }

    private static Optional<String> title(JsonNode body) {
        Optional<String> title = Bodies.text(body, "title", "tradeTitle");
        if (title.isPresent()) {
            return title;
        }
        String project = Bodies.text(body, "projectName", "name").orElse("");
        String section = Bodies.text(body, "sectionName").orElse("");
        String whole = section.contains(project) ? section : project + section;
        return whole.isEmpty() ? Optional.empty() : Optional.of(whole);
    }

    private static PublicTrade move(PublicTrade trade, TradeFact kind, Instant at) {
        TradeState before = trade.before();
        TradeState back = before == null ? trade.state() : before;
        TradeState next = TradeLife.TABLE.next(trade.state(), kind, back).orElse(trade.state());
        if (next == trade.state()) {
            return trade;
        }
        TradeState remembered = kind == TradeFact.TRADE_SUSPENDED ? trade.state() : null;
        return trade.in(next, remembered, at);
    }

    private static PublicTrade told(PublicTrade trade, TradeFact kind, Fact fact) {
        JsonNode body = fact.body();
        return switch (kind) {
            case TRADE_REGISTERED -> named(trade, body);
            case NOTICE_PUBLISHED ->
                terms(
                        named(trade, body)
                                .published(Bodies.instant(body, "publishedAt").orElse(fact.at())),
                        body);
            case CLARIFICATION_ISSUED -> terms(trade, body);
            case DEADLINE_MOVED ->
                trade.at(new Times(
                        trade.times().documentsFrom(),
                        trade.times().documentsTo(),
                        Bodies.instant(body, "to", "bidDeadline", "newDeadline")
                                .orElse(trade.times().bidDeadline()),
                        trade.times().publicityEnds()));
            case PUBLICITY_STARTED ->
                trade.at(new Times(
                        trade.times().documentsFrom(),
                        trade.times().documentsTo(),
                        trade.times().bidDeadline(),
                        Bodies.instant(body, "endsAt", "until").orElse(null)));
            case RESULT_PUBLISHED, WINNER_SELECTED, AWARD_ISSUED ->
                Bodies.text(winner(body), "winnerName", "winner", "bidderName", "bidder", "name")
                        .map(name -> trade.wonBy(name, price(winner(body), trade.awardPrice())))
                        .orElse(trade);
            default -> trade;
        };
    }

    private static JsonNode winner(JsonNode body) {
        return body.path("winner").isObject() ? body.path("winner") : body;
    }

    private static @Nullable BigDecimal price(JsonNode body, @Nullable BigDecimal known) {
        return Bodies.amount(body, "price", "awardPrice", "amount").orElse(known);
    }

    private static PublicTrade named(PublicTrade trade, JsonNode body) {
        boolean bare = trade.title().equals(trade.code());
        return trade.named(
                bare ? title(body).orElse(trade.title()) : trade.title(),
                Bodies.text(body, "tendererName", "tenderer").orElse(trade.tenderer()),
                Bodies.text(body, "agencyName", "agency").orElse(trade.agency()));
    }

    private static PublicTrade terms(PublicTrade trade, JsonNode body) {
        Times times = trade.times();
        return trade.at(new Times(
                        Bodies.instant(body, "documentsFrom").orElse(times.documentsFrom()),
                        Bodies.instant(body, "documentsTo").orElse(times.documentsTo()),
                        Bodies.instant(body, "bidDeadline").orElse(times.bidDeadline()),
                        times.publicityEnds()))
                .termed(
                        Bodies.amount(body, "ceilingPrice").orElse(trade.ceiling()),
                        Bodies.amount(body, "deposit").orElse(trade.deposit()),
                        Bodies.text(body, "method").orElse(trade.method()));
    }
}
