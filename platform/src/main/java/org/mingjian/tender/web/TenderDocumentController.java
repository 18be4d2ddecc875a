package org.mingjian.tender.web;

import java.util.List;
import org.mingjian.identity.Caller;
import org.mingjian.identity.Needs;
import org.mingjian.identity.Permission;
import org.mingjian.tender.app.FetchingDocuments;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** 招标文件 for those who may have them. */
@RestController
@RequestMapping("/api/trades/{code}/documents")
class TenderDocumentController {

    record Line(int version, String name, long size, String sm3, String href) {}

    private final FetchingDocuments fetching;

    TenderDocumentController(FetchingDocuments fetching) {
        this.fetching = fetching;
    }

    @Needs(Permission.TRADE_READ)
    @GetMapping
    List<Line> list(@PathVariable String code, Caller caller) {
        return lines(code, fetching.list(code, caller));
    }

    @Needs(Permission.DOCUMENT_FETCH)
    @PostMapping("/fetch")
    List<Line> fetch(@PathVariable String code, Caller caller) {
        return lines(code, fetching.fetch(code, caller));
    }

    @Needs(Permission.DOCUMENT_FETCH)
    @GetMapping("/{sm3}")
    ResponseEntity<InputStreamResource> download(@PathVariable String code, @PathVariable String sm3, Caller caller) {
        return FileAnswer.of(fetching.download(code, sm3, caller));
    }

    private static List<Line> lines(String code, List<FetchingDocuments.TenderFile> files) {
        return files.stream()
                .map(one -> new Line(
                        one.version(),
                        one.file().name(),
                        one.file().size(),
                        one.file().sm3(),
                        "/api/trades/" + code + "/documents/" + one.file().sm3()))
                .toList();
    }
}
