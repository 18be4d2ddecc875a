package org.mingjian.portal.app;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.mingjian.portal.app.Lines.NoticeLine;
import org.mingjian.portal.app.Lines.TradeLine;
import org.mingjian.portal.app.SearchIndex.Found;
import org.mingjian.portal.domain.Band;
import org.mingjian.portal.domain.Facet;
import org.mingjian.portal.domain.InfoType;
import org.mingjian.portal.domain.Since;
import org.mingjian.portal.domain.TradeKinds;
import org.mingjian.portal.domain.Wanted;
import org.mingjian.portal.store.PortalQueries;
import org.mingjian.tender.TradeState;
import org.springframework.stereotype.Service;

/** 交易信息 and 公告 lists: search, facets with counts, paging. */
@Service
public class ShowingLists {

    public static final String TRADES = "/trades";
    public static final String NOTICES = "/notices";
    public static final String PLANS = "/plans";

    private static final List<Facet> OF_TRADES = List.of(Facet.values());
    private static final List<Facet> OF_NOTICES = List.of(Facet.TYPE, Facet.KIND, Facet.REGION, Facet.TIME);
    private static final List<Facet> OF_PLANS = List.of(Facet.KIND, Facet.REGION, Facet.TIME);

    /** One value of a facet, with the address that it leads to (adds or removes it). */
    public record Choice(String value, String title, long count, boolean chosen, String href) {}

    public record FacetView(String key, String title, List<Choice> choices) {}

    /** A filter in force, with the address without it. */
    public record Chip(String facet, String title, String href) {}

    /**
     * A page of a list; rows are trades or notices.
     *
     * @param page from 0
     * @param pages at most what can be turned to
     */
    public record Listing<T>(
            Instant at,
            String q,
            List<T> items,
            long total,
            int page,
            int size,
            int pages,
            List<FacetView> facets,
            List<Chip> chips) {}

    private final SearchIndex index;
    private final PortalQueries queries;
    private final Lines lines;

    ShowingLists(SearchIndex index, PortalQueries queries, Lines lines) {
        this.index = index;
        this.queries = queries;
        this.lines = lines;
    }

    public Listing<TradeLine> trades(Wanted wanted) {
        Found found = index.find(SearchIndex.Kind.TRADE, wanted, OF_TRADES);
        List<TradeLine> rows =
                queries.trades(found.ids()).stream().map(lines::of).toList();
        return listing(wanted, found, rows, OF_TRADES);
    }

    public Listing<NoticeLine> notices(Wanted wanted) {
        Found found = index.find(SearchIndex.Kind.NOTICE, wanted, OF_NOTICES);
        return listing(wanted, found, rows(found), OF_NOTICES);
    }

    public Listing<NoticeLine> plans(Wanted wanted) {
        Wanted plans = wanted.with(Facet.TYPE, InfoType.PLAN.key());
        Found found = index.find(SearchIndex.Kind.NOTICE, plans.onPage(wanted.page()), OF_PLANS);
        return listing(wanted, found, rows(found), OF_PLANS);
    }

    private List<NoticeLine> rows(Found found) {
        return queries.notices(found.ids()).stream().map(lines::of).toList();
    }

    private <T> Listing<T> listing(Wanted wanted, Found found, List<T> rows, List<Facet> facets) {
        int pages = (int) Math.min((found.total() + wanted.size() - 1) / wanted.size(), 10_000 / wanted.size());
        return new Listing<>(
                lines.now(),
                wanted.text(),
                rows,
                found.total(),
                wanted.page(),
                wanted.size(),
                pages,
                facets.stream()
                        .map(facet -> view(facet, found.counts().getOrDefault(facet, Map.of()), wanted))
                        .filter(view -> !view.choices().isEmpty())
                        .toList(),
                chips(wanted));
    }

    private FacetView view(Facet facet, Map<String, Long> counts, Wanted wanted) {
        List<Choice> choices = counts.entrySet().stream()
                .filter(entry -> entry.getValue() > 0 || wanted.has(facet, entry.getKey()))
                .sorted(order(facet))
                .map(entry -> choice(facet, entry.getKey(), entry.getValue(), wanted))
                .toList();
        return new FacetView(facet.key(), facet.title(), choices);
    }

    private Choice choice(Facet facet, String value, long count, Wanted wanted) {
        boolean chosen = wanted.has(facet, value);
        Wanted next = chosen ? wanted.without(facet, value) : wanted.with(facet, value);
        return new Choice(value, title(facet, value), count, chosen, next.address());
    }

    private List<Chip> chips(Wanted wanted) {
        List<Chip> chips = new ArrayList<>();
        if (!wanted.text().isEmpty()) {
            chips.add(new Chip("关键词", wanted.text(), wanted.withoutText().address()));
        }
        wanted.chosen()
                .forEach((facet, values) -> values.forEach(value -> chips.add(new Chip(
                        facet.title(),
                        title(facet, value),
                        wanted.without(facet, value).address()))));
        return chips;
    }

    private String title(Facet facet, String value) {
        return switch (facet) {
            case KIND -> TradeKinds.title(value);
            case TYPE ->
                Arrays.stream(InfoType.values())
                        .filter(type -> type.key().equals(value))
                        .map(InfoType::title)
                        .findFirst()
                        .orElse(value);
            case STATE ->
                Arrays.stream(TradeState.values())
                        .filter(state -> state.name().equals(value))
                        .map(TradeState::title)
                        .findFirst()
                        .orElse(value);
            case REGION -> lines.region(value);
            case MONEY -> Band.ofKey(value).map(Band::title).orElse(value);
            case TIME -> Since.ofKey(value).map(Since::title).orElse(value);
        };
    }

    private static Comparator<Map.Entry<String, Long>> order(Facet facet) {
        return switch (facet) {
            case KIND, REGION ->
                Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey());
            case TYPE -> Comparator.comparingInt(entry -> place(InfoType.values(), InfoType::key, entry.getKey()));
            case STATE -> Comparator.comparingInt(entry -> place(TradeState.values(), Enum::name, entry.getKey()));
            case MONEY -> Comparator.comparingInt(entry -> place(Band.values(), Band::key, entry.getKey()));
            case TIME -> Comparator.comparingInt(entry -> place(Since.values(), Since::key, entry.getKey()));
        };
    }

    private static <T> int place(T[] values, Function<T, String> key, String wanted) {
        for (int i = 0; i < values.length; i++) {
            if (key.apply(values[i]).equals(wanted)) {
                return i;
            }
        }
        return values.length;
    }
}
