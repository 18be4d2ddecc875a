package org.mingjian.portal.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.mingjian.kernel.Open;
import org.mingjian.portal.app.Freshness;
import org.mingjian.portal.app.ShowingHall;
import org.mingjian.portal.app.ShowingHome;
import org.mingjian.portal.app.ShowingLists;
import org.mingjian.portal.app.ShowingTrade;
import org.mingjian.portal.domain.Facet;
import org.mingjian.portal.domain.Wanted;
import org.mingjian.portal.store.PortalQueries;
import org.mingjian.portal.web.Frame.Crumb;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The public site: each address answers with a page, and with JSON where that is asked for. */
@Controller
class PublicPages {

    private static final Duration CLOCKS = Duration.ofSeconds(5);
    private static final Duration LIVE = Duration.ofSeconds(1);
    /** A notice never changes; the list of its siblings may. */
    private static final Duration NOTICE = Duration.ofSeconds(10);

    private static final Duration STILL = Duration.ofMinutes(5);
    private static final Crumb HOME = new Crumb("首页", "/");

    private final Pages pages;
    private final ShowingHome home;
    private final ShowingLists lists;
    private final ShowingTrade trades;
    private final ShowingHall openings;
    private final PortalQueries queries;
    private final String address;

    /** @param address where the public reaches this site, for QR codes; empty: the code holds the trade code alone */
    PublicPages(
            Pages pages,
            ShowingHome home,
            ShowingLists lists,
            ShowingTrade trades,
            ShowingHall openings,
            PortalQueries queries,
            @Value("${mingjian.portal.address:}") String address) {
        this.pages = pages;
        this.home = home;
        this.lists = lists;
        this.trades = trades;
        this.openings = openings;
        this.queries = queries;
        this.address = address;
    }

    @Open("公开门户：首页")
    @GetMapping({"/", "/index.json"})
    ResponseEntity<byte[]> home(HttpServletRequest request) {
        return pages.answer(request, Freshness.EVERYTHING, CLOCKS, () -> View.of("portal/home.jte", "首页", home.show())
                .twin("/index.json"));
    }

    @Open("公开门户：交易信息")
    @GetMapping({"/trades", "/trades.json"})
    ResponseEntity<byte[]> trades(HttpServletRequest request, @RequestParam MultiValueMap<String, String> query) {
        Wanted wanted = wanted(ShowingLists.TRADES, query);
        boolean code =
                wanted.text().matches("[0-9A-Za-z-]{20,40}") && !Ask.of(request).json();
        if (code && queries.trade(wanted.text()).isPresent()) {
            return ResponseEntity.status(HttpStatus.SEE_OTHER)
                    .location(URI.create("/trades/" + wanted.text()))
                    .build();
        }
        return pages.answer(request, Freshness.EVERYTHING, CLOCKS, () -> View.of(
                        "portal/trades.jte", "交易信息", lists.trades(wanted), HOME)
                .twin(wanted.jsonAddress())
                .with(Map.of("wanted", wanted)));
    }

    @Open("公开门户：公告")
    @GetMapping({"/notices", "/notices.json"})
    ResponseEntity<byte[]> notices(HttpServletRequest request, @RequestParam MultiValueMap<String, String> query) {
        Wanted wanted = wanted(ShowingLists.NOTICES, query);
        return pages.answer(request, Freshness.EVERYTHING, CLOCKS, () -> View.of(
                        "portal/notices.jte", "公告公示", lists.notices(wanted), HOME)
                .twin(wanted.jsonAddress())
                .with(Map.of("wanted", wanted)));
    }

    @Open("公开门户：招标计划")
    @GetMapping({"/plans", "/plans.json"})
    ResponseEntity<byte[]> plans(HttpServletRequest request, @RequestParam MultiValueMap<String, String> query) {
        Wanted wanted = wanted(ShowingLists.PLANS, query);
        return pages.answer(request, Freshness.EVERYTHING, CLOCKS, () -> View.of(
                        "portal/plans.jte", "招标计划", lists.plans(wanted), HOME)
                .twin(wanted.jsonAddress())
                .with(Map.of("wanted", wanted)));
    }

    private static Wanted wanted(String path, MultiValueMap<String, String> query) {
        Map<Facet, List<String>> chosen = new EnumMap<>(Facet.class);
        query.forEach((name, values) -> Facet.ofKey(name)
                .ifPresent(facet -> chosen.put(
                        facet,
                        values.stream()
                                .filter(value -> !value.isBlank() && value.length() <= 64)
                                .toList())));
        return new Wanted(
                path,
                String.join(" ", query.getOrDefault("q", List.of())),
                chosen,
                number(query, "page", 0),
                number(query, "size", 20));
    }

    private static int number(MultiValueMap<String, String> query, String name, int otherwise) {
        String text = query.getFirst(name);
        return text != null && text.matches("\\d{1,6}") ? Integer.parseInt(text) : otherwise;
    }

    @Open("公开门户：项目页")
    @GetMapping({"/trades/{code}", "/trades/{code}.json"})
    ResponseEntity<byte[]> trade(HttpServletRequest request, @PathVariable String code) {
        return pages.answer(request, "trade:" + code, CLOCKS, () -> {
            ShowingTrade.TradePage page = trades.trade(code);
            String title = page.panel().trade().title();
            String target = address.isEmpty() ? code : address + "/trades/" + code;
            return View.of("portal/trade.jte", title, page, HOME, new Crumb("交易信息", "/trades"))
                    .twin("/trades/" + code + ".json")
                    .with(Map.of("qr", Qr.of(target)));
        });
    }

    @Open("公开门户：公告页，地址永久不变")
    @GetMapping({"/notices/{id}", "/notices/{id}.json"})
    ResponseEntity<byte[]> notice(HttpServletRequest request, @PathVariable String id) {
        return pages.answer(request, "notice", NOTICE, () -> {
            ShowingTrade.NoticePage page = trades.notice(id);
            return View.of("portal/notice.jte", page.notice().title(), page, HOME, new Crumb("公告公示", "/notices"))
                    .twin("/notices/" + id + ".json");
        });
    }

    @Open("公开门户：开标公开视图")
    @GetMapping({"/opening/{code}", "/opening/{code}.json"})
    ResponseEntity<byte[]> opening(
            HttpServletRequest request, @PathVariable String code, @RequestParam MultiValueMap<String, String> query) {
        return pages.answer(request, "trade:" + code, LIVE, () -> {
            ShowingHall.OpeningPage page = openings.show(code, number(query, "page", 0));
            Crumb trade = new Crumb(page.trade().title(), page.trade().href());
            return View.of("portal/opening.jte", "开标 " + page.trade().title(), page, HOME, trade)
                    .twin("/opening/" + code + ".json")
                    .refreshing(page.live() ? 5 : 0);
        });
    }

    @Open("公开门户：办事指南")
    @GetMapping("/guide")
    ResponseEntity<byte[]> guide(HttpServletRequest request) {
        return pages.answer(request, "guide", STILL, () -> View.of("portal/guide.jte", "办事指南", Map.of(), HOME));
    }
}
