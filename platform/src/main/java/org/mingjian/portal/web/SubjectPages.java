package org.mingjian.portal.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.mingjian.kernel.Open;
import org.mingjian.kernel.PlatformException;
import org.mingjian.portal.app.Freshness;
import org.mingjian.portal.app.PortalError;
import org.mingjian.portal.app.ShowingSubjects;
import org.mingjian.portal.domain.Wanted;
import org.mingjian.portal.web.Frame.Crumb;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** 市场主体 and 信用公示 for everybody, each with its JSON twin. */
@Controller
class SubjectPages {

    /** A repaired record is gone from every page within this time. */
    private static final Duration KEPT = Duration.ofSeconds(5);

    private static final Crumb HOME = new Crumb("首页", "/");

    private final Pages pages;
    private final ShowingSubjects showing;

    SubjectPages(Pages pages, ShowingSubjects showing) {
        this.pages = pages;
        this.showing = showing;
    }

    @Open("公开门户：市场主体")
    @GetMapping({"/subjects", "/subjects.json"})
    ResponseEntity<byte[]> subjects(
            HttpServletRequest request,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "0") String page,
            @RequestParam(defaultValue = "20") String size) {
        Wanted wanted = wanted(ShowingSubjects.SUBJECTS, q, page, size);
        return pages.answer(request, Freshness.EVERYTHING, KEPT, () -> View.of(
                        "portal/subjects.jte", "市场主体", showing.subjects(wanted), HOME)
                .twin(wanted.jsonAddress())
                .with(Map.of("wanted", wanted)));
    }

    @Open("公开门户：一个市场主体")
    @GetMapping({"/subjects/{creditCode}", "/subjects/{creditCode}.json"})
    ResponseEntity<byte[]> subject(HttpServletRequest request, @PathVariable String creditCode) {
        return pages.answer(request, Freshness.EVERYTHING, KEPT, () -> {
            ShowingSubjects.SubjectPage page = showing.subject(creditCode);
            Crumb list = new Crumb("市场主体", ShowingSubjects.SUBJECTS);
            return View.of("portal/subject.jte", page.subject().name(), page, HOME, list)
                    .twin(page.subject().href() + ".json");
        });
    }

    @Open("公开门户：信用公示")
    @GetMapping({"/credit", "/credit.json"})
    ResponseEntity<byte[]> credit(
            HttpServletRequest request,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "0") String page,
            @RequestParam(defaultValue = "20") String size) {
        Wanted wanted = wanted(ShowingSubjects.CREDIT, q, page, size);
        return pages.answer(request, Freshness.EVERYTHING, KEPT, () -> View.of(
                        "portal/credit.jte", "信用公示", showing.credit(wanted), HOME)
                .twin(wanted.jsonAddress())
                .with(Map.of("wanted", wanted)));
    }

    @Open("公开门户：一条信用记录")
    @GetMapping({"/credit/{id}", "/credit/{id}.json"})
    ResponseEntity<byte[]> record(HttpServletRequest request, @PathVariable String id) {
        if (!id.matches("[0-9a-f-]{36}")) {
            throw new PlatformException(PortalError.CREDIT_NOT_FOUND, "");
        }
        return pages.answer(request, "credit:" + id, KEPT, () -> {
            ShowingSubjects.CreditPage page = showing.credit(UUID.fromString(id));
            Crumb list = new Crumb("信用公示", ShowingSubjects.CREDIT);
            return View.of("portal/creditRecord.jte", page.record().decision(), page, HOME, list)
                    .twin(page.record().href() + ".json");
        });
    }

    private static Wanted wanted(String path, String q, String page, String size) {
        return new Wanted(path, q, Map.of(), number(page, 0), number(size, 20));
    }

    private static int number(String text, int otherwise) {
        return text.matches("\\d{1,6}") ? Integer.parseInt(text) : otherwise;
    }
}
