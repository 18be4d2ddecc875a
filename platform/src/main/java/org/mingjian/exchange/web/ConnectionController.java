package org.mingjian.exchange.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjian.exchange.ExchangeError;
import org.mingjian.exchange.app.AdmittingSystems;
import org.mingjian.exchange.app.ConnectingSystems;
import org.mingjian.exchange.app.JudgingConformity;
import org.mingjian.exchange.app.PackingKits;
import org.mingjian.exchange.domain.Conformity;
import org.mingjian.exchange.domain.Scope;
import org.mingjian.exchange.store.ConnectionStore.Connection;
import org.mingjian.exchange.store.ConnectionStore.Report;
import org.mingjian.exchange.store.ConnectionStore.State;
import org.mingjian.identity.Caller;
import org.mingjian.identity.Needs;
import org.mingjian.identity.Permission;
import org.mingjian.identity.ProposedSettings;
import org.mingjian.kernel.PlatformException;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** 系统对接: application, rehearsal, report, admission, secrets and the end of it. */
@RestController
@RequestMapping("/api/exchange/connections")
class ConnectionController {

    private final ConnectingSystems connecting;
    private final JudgingConformity judging;
    private final PackingKits kits;
    private final ProposedSettings settings;

    ConnectionController(
            ConnectingSystems connecting, JudgingConformity judging, PackingKits kits, ProposedSettings settings) {
        this.connecting = connecting;
        this.judging = judging;
        this.kits = kits;
        this.settings = settings;
    }

    /** @param system 系统编号, four digits or capital letters */
    record Application(
            @NotBlank @Size(max = 4) String system,
            @NotBlank @Size(max = 100) String systemName,
            @NotBlank @Size(max = 50) String contactName,
            @NotBlank @Size(max = 30) String contactPhone,
            @NotEmpty @Size(max = 100) List<@NotBlank @Size(max = 6) String> datasets) {}

    /** @param secret shown this once */
    record Applied(String system, String secret) {}

    record DatasetName(String number, String name) {}

    record Line(
            String system,
            String systemName,
            String organisation,
            List<DatasetName> datasets,
            State state,
            Instant appliedAt,
            int run,
            Instant runAt,
            @Nullable Instant decidedAt,
            String decidedBy,
            String reason) {}

    record Listing(List<Line> items, long total, int page, int size) {}

    record ReportLine(int run, int number, boolean passed, String digest, Instant madeAt, String madeBy) {}

    /**
     * A connection with how its rehearsal stands now.
     *
     * @param contact name and telephone
     * @param mine whether the caller may act for it
     */
    record Sheet(
            Line connection,
            String contact,
            String appliedBy,
            boolean mine,
            List<Conformity.Point> points,
            List<ReportLine> reports,
            List<ConnectingSystems.Held> secrets) {}

    /** @param report canonical JSON; digest and signature are over its UTF-8 bytes */
    record SignedReport(String report, String digest, String signature) {}

    record Renewal(@NotNull Scope scope, @Nullable Boolean atOnce) {}

    /** @param secret shown this once */
    record Renewed(String secret) {}

    record Stopping(@NotBlank @Size(max = 500) String reason) {}

    /** @param proposal waits for a second person, the security administrator */
    record Proposed(UUID proposal) {}

    @Needs(Permission.CONNECTION_READ)
    @GetMapping
    Listing list(
            @RequestParam(defaultValue = "") @Size(max = 100) String q,
            @RequestParam(defaultValue = "0") @Min(0) @Max(10_000) int page,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int size,
            Caller caller) {
        ConnectingSystems.Listed found = connecting.list(q.strip(), page, size, caller);
        return new Listing(found.items().stream().map(this::line).toList(), found.total(), page, size);
    }

    @Needs(Permission.CONNECTION_KEEP)
    @PostMapping
    Applied apply(@Valid @RequestBody Application asked, Caller caller) {
        ConnectingSystems.Applied applied = connecting.apply(
                new ConnectingSystems.Asked(
                        asked.system(),
                        asked.systemName(),
                        asked.contactName(),
                        asked.contactPhone(),
                        asked.datasets()),
                caller);
        return new Applied(applied.connection().system(), applied.secret());
    }

    @Needs(Permission.CONNECTION_READ)
    @GetMapping("/{system}")
    Sheet sheet(@PathVariable String system, Caller caller) {
        Connection found = connecting.find(system, caller);
        boolean mine = caller.actsFor(found.applicant().organisation()) && caller.may(Permission.CONNECTION_KEEP);
        return new Sheet(
                line(found),
                connecting.contact(found),
                found.applicant().by(),
                mine,
                judging.points(found),
                judging.reports(system).stream().map(ConnectionController::line).toList(),
                connecting.held(system));
    }

    @Needs(Permission.CONNECTION_READ)
    @GetMapping("/{system}/kit.zip")
    ResponseEntity<byte[]> kit(@PathVariable String system, Caller caller) {
        Connection found = connecting.find(system, caller);
        String name = "kit-" + found.system() + "-" + found.run().number() + ".zip";
        return ResponseEntity.ok()
                .header("Content-Type", "application/zip")
                .header("Content-Disposition", "attachment; filename=\"" + name + "\"")
                .body(kits.kit(found));
    }

    @Needs(Permission.CONNECTION_KEEP)
    @PostMapping("/{system}/runs")
    Line run(@PathVariable String system, Caller caller) {
        return line(connecting.run(system, caller));
    }

    /** Whoever may see the connection may have its report made: it says what the platform saw. */
    @Needs(Permission.CONNECTION_READ)
    @PostMapping("/{system}/reports")
    ReportLine report(@PathVariable String system, Caller caller) {
        return line(judging.report(connecting.find(system, caller), caller));
    }

    @Needs(Permission.CONNECTION_READ)
    @GetMapping("/{system}/reports/{run}/{number}")
    SignedReport report(@PathVariable String system, @PathVariable int run, @PathVariable int number, Caller caller) {
        connecting.find(system, caller);
        return judging.reports(system).stream()
                .filter(one -> one.run() == run && one.number() == number)
                .findFirst()
                .map(one -> new SignedReport(one.report(), one.digest(), one.signature()))
                .orElseThrow(() -> new PlatformException(ExchangeError.REPORT_NOT_FOUND, run + "-" + number));
    }

    @Needs(Permission.CONNECTION_KEEP)
    @PostMapping("/{system}/secrets")
    Renewed renew(@PathVariable String system, @Valid @RequestBody Renewal asked, Caller caller) {
        return new Renewed(connecting.renew(system, asked.scope(), Boolean.TRUE.equals(asked.atOnce()), caller));
    }

    @Needs(Permission.CONNECTION_READ)
    @PostMapping("/{system}/stop")
    void stop(@PathVariable String system, @Valid @RequestBody Stopping asked, Caller caller) {
        connecting.stop(system, asked.reason(), caller);
    }

    @Needs(Permission.EXCHANGE_ADMIT)
    @PostMapping("/{system}/admission")
    Proposed admit(@PathVariable String system, Caller caller) {
        return new Proposed(settings.propose(AdmittingSystems.SUBJECT, Map.of("system", system), caller));
    }

    private Line line(Connection one) {
        return new Line(
                one.system(),
                one.systemName(),
                one.applicant().name(),
                one.datasets().stream()
                        .map(number -> new DatasetName(number, judging.nameOf(number)))
                        .toList(),
                one.state(),
                one.applicant().at(),
                one.run().number(),
                one.run().at(),
                one.decided().at(),
                one.decided().by(),
                one.decided().reason());
    }

    private static ReportLine line(Report one) {
        return new ReportLine(one.run(), one.number(), one.passed(), one.digest(), one.madeAt(), one.madeBy());
    }
}
