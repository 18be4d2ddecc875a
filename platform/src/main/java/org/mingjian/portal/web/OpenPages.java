package org.mingjian.portal.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import org.mingjian.kernel.Open;
import org.mingjian.opendata.OpenData;
import org.mingjian.opendata.OpenData.Month;
import org.mingjian.portal.app.Freshness;
import org.mingjian.portal.web.Frame.Crumb;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** 开放数据: what can be taken away, under which licence, and how to read it. */
@Controller
public class OpenPages {

    private static final Duration FRESH = Duration.ofSeconds(5);

    /** What the page lists. */
    public record OpenPage(String licence, String prefix, List<Month> months) {}

    private final Pages pages;
    private final OpenData data;

    OpenPages(Pages pages, OpenData data) {
        this.pages = pages;
        this.data = data;
    }

    @Open("公开门户：开放数据")
    @GetMapping({"/open", "/open.json"})
    ResponseEntity<byte[]> open(HttpServletRequest request) {
        return pages.answer(request, Freshness.EVERYTHING, FRESH, () -> View.of(
                        "portal/open.jte",
                        "开放数据",
                        new OpenPage(data.licence(), data.prefix(), data.months()),
                        new Crumb("首页", "/"))
                .twin("/open.json"));
    }
}
