package org.mingjian.watch.web;

import java.util.List;
import org.mingjian.identity.Needs;
import org.mingjian.identity.Permission;
import org.mingjian.watch.PageIntegrity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** 网页防篡改: what the checks of the public pages found. */
@RestController
@RequestMapping("/api/watch/pages")
class PageController {

    private final PageIntegrity pages;

    PageController(PageIntegrity pages) {
        this.pages = pages;
    }

    @Needs(Permission.WATCH_READ)
    @GetMapping
    List<PageIntegrity.Result> results() {
        return pages.results();
    }

    @Needs(Permission.WATCH_KEEP)
    @PostMapping
    PageIntegrity.Result check() {
        return pages.check();
    }
}
