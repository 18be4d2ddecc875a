package org.mingjian.identity.web;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mingjian.identity.Needs;
import org.mingjian.identity.Noted;
import org.mingjian.identity.Permission;
import org.mingjian.identity.app.CheckingAudit;
import org.mingjian.identity.app.ReadingAudit;
import org.mingjian.identity.store.AuditStore.Wanted;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The auditor's desk: search, export, and the daily check. */
@RestController
@RequestMapping("/api/audit")
class AuditController {

    /** The filters of a search; each may be left out. */
    record Filter(
            @Nullable @Size(max = 60) String account,
            @Nullable @Size(max = 60) String kind,
            @Nullable @Size(max = 60) String address,
            @Nullable Instant from,
            @Nullable Instant until,
            @Nullable @Size(max = 100) String q) {

        Wanted wanted() {
            return new Wanted(blank(account), blank(kind), blank(address), from, until, blank(q));
        }

        private static @Nullable String blank(@Nullable String text) {
            return text == null || text.isBlank() ? null : text.strip();
        }
    }

    private final ReadingAudit reading;
    private final CheckingAudit checking;

    AuditController(ReadingAudit reading, CheckingAudit checking) {
        this.reading = reading;
        this.checking = checking;
    }

    @Noted("查看审计记录")
    @Needs(Permission.AUDIT_READ)
    @GetMapping
    Map<String, Object> search(
            Filter filter,
            @RequestParam(defaultValue = "0") @Min(0) int page,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int size) {
        var found = reading.search(filter.wanted(), page, size);
        return Map.of("items", found.items(), "total", found.total(), "page", page, "size", size);
    }

    @Noted("导出审计记录")
    @Needs(Permission.AUDIT_READ)
    @GetMapping("/export")
    ResponseEntity<byte[]> export(Filter filter) {
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("audit.csv")
                                .build()
                                .toString())
                .body(reading.csv(filter.wanted()).getBytes(StandardCharsets.UTF_8));
    }

    @Needs(Permission.AUDIT_READ)
    @GetMapping("/checks")
    List<CheckingAudit.Result> checks() {
        return checking.results();
    }

    /** The daily check, now. */
    @Needs(Permission.AUDIT_READ)
    @PostMapping("/checks")
    CheckingAudit.Result check() {
        return checking.check();
    }
}
