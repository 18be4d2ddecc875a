package org.mingjian.portal.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import org.mingjian.exchange.CensuredSources;
import org.mingjian.kernel.Open;
import org.mingjian.portal.app.Freshness;
import org.mingjian.portal.web.Frame.Crumb;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** 数据质量通报 for everybody, with its JSON twin (运行管理办法 §35). */
@Controller
public class QualityPages {

    private static final Duration KEPT = Duration.ofSeconds(5);
    private static final int SIZE = 20;

    private final Pages pages;
    private final CensuredSources sources;

    QualityPages(Pages pages, CensuredSources sources) {
        this.pages = pages;
        this.sources = sources;
    }

    /** @param page from 0 */
    public record CensurePage(List<CensuredSources.Censure> items, long total, int page, int size) {

        public boolean hasNext() {
            return (page + 1L) * size < total;
        }
    }

    @Open("公开门户：数据质量通报")
    @GetMapping({"/quality", "/quality.json"})
    ResponseEntity<byte[]> quality(HttpServletRequest request, @RequestParam(defaultValue = "0") String page) {
        int number = page.matches("\\d{1,5}") ? Integer.parseInt(page) : 0;
        return pages.answer(request, Freshness.EVERYTHING, KEPT, () -> View.of(
                        "portal/quality.jte",
                        "数据质量通报",
                        new CensurePage(sources.newest(number, SIZE), sources.count(), number, SIZE),
                        new Crumb("首页", "/"))
                .twin("/quality.json" + (number == 0 ? "" : "?page=" + number)));
    }
}
