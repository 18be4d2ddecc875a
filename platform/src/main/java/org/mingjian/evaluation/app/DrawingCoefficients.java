package org.mingjian.evaluation.app;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mingjian.draw.DrawPlan;
import org.mingjian.draw.DrawPurpose;
import org.mingjian.draw.DrawState;
import org.mingjian.draw.DrawView;
import org.mingjian.draw.Draws;
import org.mingjian.evaluation.domain.CoefficientDraw;
import org.mingjian.evaluation.domain.EvaluatedBid;
import org.mingjian.evaluation.domain.OpenedBids;
import org.mingjian.evaluation.domain.PriceSettings;
import org.mingjian.identity.Caller;
import org.mingjian.kernel.Refusal;
import org.mingjian.kernel.RefusedException;
import org.mingjian.tender.Tenders;
import org.mingjian.tender.Terms;
import org.mingjian.tender.TradeFact;
import org.mingjian.tender.TradeGuard;
import org.mingjian.tender.TradeState;
import org.mingjian.tender.TradeView;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * 开标现场抽取评标系数: what the terms leave open is drawn after the prices were read, in public, before the opening is
 * recorded; the sets stand in the documents, so everybody knows them before (条例 §49).
 */
@Service
public class DrawingCoefficients implements TradeGuard {

    private static final String BIDS = "bids";
    private static final String BASIS = "招标投标法实施条例 §49";

    private final Draws draws;
    private final Tenders tenders;
    private final OpenedBids opened;

    DrawingCoefficients(Draws draws, Tenders tenders, OpenedBids opened) {
        this.draws = draws;
        this.tenders = tenders;
        this.opened = opened;
    }

    /**
     * @param open what is left to the draw, with the values
     * @param ordersBids whether the method draws among the bids
     * @param drawn the values, once drawn
     */
    public record View(
            Map<String, List<String>> open,
            boolean ordersBids,
            @Nullable Map<String, String> drawn) {}

    @Transactional
    public DrawView prepare(String code, Caller caller) {
        TradeView trade = FormingPanel.runBy(tenders.lock(code), caller);
        Optional<PriceSettings> settings = settings(trade);
        if (settings.isEmpty() || !settings.get().needsDraw()) {
            throw refused("NOTHING_TO_DRAW", "招标文件没有留待开标现场抽取的系数");
        }
        List<EvaluatedBid> bids = opened.of(trade.stream());
        if (trade.state() != TradeState.OPENING || bids.isEmpty()) {
            throw refused("NOT_READ_YET", "评标系数在唱标之后、公布开标记录之前抽取");
        }
        var lots = new ArrayList<DrawPlan.Lot>();
        var entries = new ArrayList<DrawPlan.Entry>();
        settings.get().open().forEach((name, values) -> {
            lots.add(new DrawPlan.Lot(name, 1));
            // Two parameters may have the same value; an id must not be one for both.
            values.forEach(value -> entries.add(new DrawPlan.Entry(name, name + "=" + value, "")));
        });
        if (settings.get().ordersBids()) {
            lots.add(new DrawPlan.Lot(BIDS, 0));
            bids.forEach(bid -> entries.add(new DrawPlan.Entry(BIDS, bid.id(), "")));
        }
        DrawPlan plan = new DrawPlan(
                code, DrawPurpose.COEFFICIENTS, "开标现场抽取评标系数", lots, List.copyOf(entries), false, List.of());
        return draws.prepare(plan, caller.actor()).orRefuse();
    }

    @Transactional(readOnly = true)
    public View view(String code) {
        TradeView trade = tenders.get(code);
        return settings(trade)
                .map(settings -> new View(
                        settings.open(),
                        settings.ordersBids(),
                        isDrawn(code) ? of(trade).values() : null))
                .orElse(new View(Map.of(), false, null));
    }

    /** What was drawn; of a trade that leaves nothing open, nothing. */
    CoefficientDraw of(TradeView trade) {
        Map<String, String> values = new LinkedHashMap<>();
        draws.taken(trade.code(), DrawPurpose.COEFFICIENTS)
                .forEach(taken ->
                        values.put(taken.lot(), taken.id().substring(taken.lot().length() + 1)));
        return draws.latest(trade.code(), DrawPurpose.COEFFICIENTS)
                .filter(draw -> draw.state() == DrawState.DRAWN)
                .map(draw -> new CoefficientDraw(
                        draw.draw(), values, draws.order(trade.code(), DrawPurpose.COEFFICIENTS, BIDS)))
                .orElse(CoefficientDraw.NONE);
    }

    @Override
    public Optional<Refusal> refusal(TradeView trade, TradeFact fact) {
        if (fact != TradeFact.OPENING_RECORDED || isDrawn(trade.code())) {
            return Optional.empty();
        }
        return settings(trade)
                .filter(PriceSettings::needsDraw)
                .map(settings -> new Refusal("COEFFICIENTS_NOT_DRAWN", BASIS, "招标文件规定的评标系数尚未抽取，抽取后才能公布开标记录"));
    }

    private boolean isDrawn(String code) {
        return draws.latest(code, DrawPurpose.COEFFICIENTS)
                .filter(draw -> draw.state() == DrawState.DRAWN)
                .isPresent();
    }

    private static Optional<PriceSettings> settings(TradeView trade) {
        Terms terms = trade.terms();
        return Optional.ofNullable(terms == null ? null : terms.price())
                .map(price -> new PriceSettings(trade.requireTerms(), price));
    }

    private static RefusedException refused(String code, String detail) {
        return new RefusedException(new Refusal(code, BASIS, detail));
    }
}
