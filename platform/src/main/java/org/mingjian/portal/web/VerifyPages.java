package org.mingjian.portal.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.mingjian.facts.Evidence;
import org.mingjian.kernel.Open;
import org.mingjian.portal.app.Freshness;
import org.mingjian.portal.app.ShowingProof;
import org.mingjian.portal.web.Frame.Crumb;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.databind.json.JsonMapper;

/** 核验: how to check without trusting us, and the files to do it with. */
@Controller
class VerifyPages {

    private final Pages pages;
    private final ShowingProof proofs;
    private final JsonMapper json;

    VerifyPages(Pages pages, ShowingProof proofs, JsonMapper json) {
        this.pages = pages;
        this.proofs = proofs;
        this.json = json;
    }

    @Open("公开门户：核验")
    @GetMapping({"/verify", "/verify.json"})
    ResponseEntity<byte[]> verify(HttpServletRequest request, @RequestParam(defaultValue = "") String q) {
        String asked = q.length() > 100 ? q.substring(0, 100) : q;
        return pages.answer(request, Freshness.EVERYTHING, Duration.ofSeconds(1), () -> View.of(
                        "portal/verify.jte", "核验", proofs.verify(asked), new Crumb("首页", "/"))
                .twin("/verify.json" + (asked.isBlank() ? "" : "?q=" + encoded(asked))));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Open("公开门户：证据文件；未公开的内容不在其中")
    @GetMapping("/evidence/{position:\\d{1,18}}.json")
    ResponseEntity<byte[]> evidence(@PathVariable long position) {
        Evidence evidence = proofs.evidence(position);
        return ResponseEntity.ok()
                .header("Content-Type", Pages.JSON)
                .header("Content-Disposition", "attachment; filename=\"evidence-" + position + ".json\"")
                .header("Cache-Control", "no-cache")
                .body(json.writeValueAsBytes(evidence));
    }
}
