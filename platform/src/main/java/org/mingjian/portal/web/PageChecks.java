package org.mingjian.portal.web;

import java.util.List;
import org.mingjian.identity.Needs;
import org.mingjian.identity.Permission;
import org.mingjian.portal.app.CheckingPages;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** 网页防篡改: what the checks of the public pages found. */
@RestController
@RequestMapping("/api/watch/pages")
class PageChecks {

    private final CheckingPages pages;

    PageChecks(CheckingPages pages) {
        this.pages = pages;
    }

    @Needs(Permission.WATCH_READ)
    @GetMapping
    List<CheckingPages.Result> results() {
        return pages.results();
    }

    @Needs(Permission.WATCH_KEEP)
    @PostMapping
    CheckingPages.Result check() {
        return pages.check();
    }
}
