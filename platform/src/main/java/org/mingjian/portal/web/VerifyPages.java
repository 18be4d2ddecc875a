package org.mingjian.portal.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.mingjian.facts.Evidence;
import org.mingjian.kernel.CanonicalJson;
import org.mingjian.kernel.Open;
import org.mingjian.portal.app.Freshness;
import org.mingjian.portal.app.PackingEvidence;
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
    private final PackingEvidence packing;
    private final JsonMapper json;

    VerifyPages(Pages pages, ShowingProof proofs, PackingEvidence packing, JsonMapper json) {
        this.pages = pages;
        this.proofs = proofs;
        this.packing = packing;
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

    @Open("公开门户：在浏览器里核验文件，文件不上传")
    @GetMapping("/verify/file")
    ResponseEntity<byte[]> verifyFile(HttpServletRequest request) {
        return pages.answer(
                request,
                "verify-file",
                Duration.ofMinutes(1),
                () -> View.of(
                        "portal/verifyFile.jte",
                        "核验文件",
                        Map.of("fingerprint", proofs.fingerprint()),
                        new Crumb("首页", "/"),
                        new Crumb("核验", "/verify")));
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
                .body(CanonicalJson.bytes(json.valueToTree(evidence)));
    }

    @Open("公开门户：评分记录，中标候选人公示时公布，任何人可以复算")
    @GetMapping("/scores/{code}.json")
    ResponseEntity<byte[]> scores(@PathVariable String code) {
        return file("scores-" + code, packing.scores(code));
    }

    @Open("公开门户：证据包，一宗交易全部已公开的事实及其证明")
    @GetMapping("/packages/{code}.json")
    ResponseEntity<byte[]> whole(@PathVariable String code) {
        return file("package-" + code, packing.whole(code));
    }

    private static ResponseEntity<byte[]> file(String name, byte[] body) {
        return ResponseEntity.ok()
                .header("Content-Type", Pages.JSON)
                .header("Content-Disposition", "attachment; filename=\"" + name + ".json\"")
                .header("Cache-Control", "no-cache")
                .body(body);
    }
}
