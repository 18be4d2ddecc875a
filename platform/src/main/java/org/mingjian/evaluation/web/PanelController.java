package org.mingjian.evaluation.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjian.draw.DrawView;
import org.mingjian.evaluation.app.DrawingCoefficients;
import org.mingjian.evaluation.app.FormingPanel;
import org.mingjian.evaluation.app.ReadingEvaluations;
import org.mingjian.evaluation.app.RunningEvaluation;
import org.mingjian.expert.PoolRequest;
import org.mingjian.identity.Accounts;
import org.mingjian.identity.Caller;
import org.mingjian.identity.IdentityError;
import org.mingjian.identity.Needs;
import org.mingjian.identity.Noted;
import org.mingjian.identity.Permission;
import org.mingjian.kernel.PlatformException;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The panel and its evaluation for those who organise them; they never see who sits on it before the award. */
@RestController
@RequestMapping("/api/trades/{code}")
class PanelController {

    record NeedRow(
            @Pattern(regexp = "[A-Z]\\d{2,8}") String specialty,
            @Min(1) @Max(99) int number) {}

    record PanelRequest(
            @Min(1) @Max(99) int size,
            @Nullable @Size(max = 33) List<@NotBlank String> delegates,
            @NotNull @Size(min = 1, max = 20) List<@Valid NeedRow> needs,
            @Nullable @Pattern(regexp = "\\d{6}") String regionCode,
            @NotNull Instant gatherAt,
            @NotBlank @Size(max = 100) String area) {}

    record Fill(@Nullable @Size(max = 33) List<@NotBlank String> delegates) {}

    record Filled(int filled) {}

    record HandIn(@Nullable @Size(max = 1000) String unsignedReason) {}

    private final FormingPanel forming;
    private final ReadingEvaluations reading;
    private final RunningEvaluation running;
    private final Accounts accounts;
    private final DrawingCoefficients coefficients;

    PanelController(
            FormingPanel forming,
            ReadingEvaluations reading,
            RunningEvaluation running,
            Accounts accounts,
            DrawingCoefficients coefficients) {
        this.forming = forming;
        this.reading = reading;
        this.running = running;
        this.accounts = accounts;
        this.coefficients = coefficients;
    }

    @Needs(Permission.EXPERT_DRAW)
    @PostMapping("/panel")
    ReadingEvaluations.PanelView request(
            @PathVariable String code, @Valid @RequestBody PanelRequest request, Caller caller) {
        forming.request(
                code,
                new FormingPanel.Request(
                        request.size(),
                        accounts(request.delegates()),
                        request.needs().stream()
                                .map(need -> new PoolRequest.Need(need.specialty(), need.number()))
                                .toList(),
                        request.regionCode(),
                        request.gatherAt(),
                        request.area()),
                caller);
        return reading.panel(code, caller);
    }

    @Noted("查看评标委员会")
    @Needs(Permission.TRADE_READ)
    @GetMapping("/panel")
    ReadingEvaluations.PanelView panel(@PathVariable String code, Caller caller) {
        return reading.panel(code, caller);
    }

    @Needs(Permission.OPENING_ATTEND)
    @GetMapping("/coefficients")
    DrawingCoefficients.View coefficients(@PathVariable String code) {
        return coefficients.view(code);
    }

    /** 抽取评标系数: fixes the public sets; the parties' seeds follow. */
    @Needs(Permission.OPENING_HOST)
    @PostMapping("/coefficients")
    DrawView drawCoefficients(@PathVariable String code, Caller caller) {
        return coefficients.prepare(code, caller);
    }

    /** 补抽 for late members and vacant seats. */
    @Needs(Permission.EXPERT_DRAW)
    @PostMapping("/panel/replacements")
    Filled fill(@PathVariable String code, @Valid @RequestBody Fill request, Caller caller) {
        return new Filled(forming.fill(code, accounts(request.delegates()), caller));
    }

    @Needs(Permission.EVALUATION_RUN)
    @PostMapping("/evaluation")
    ReadingEvaluations.PanelView start(@PathVariable String code, Caller caller) {
        running.start(code, caller);
        return reading.panel(code, caller);
    }

    @Needs(Permission.EVALUATION_RUN)
    @PostMapping("/evaluation/report")
    ReadingEvaluations.ReportView handIn(@PathVariable String code, @Valid @RequestBody HandIn request, Caller caller) {
        running.handIn(code, request.unsignedReason() == null ? "" : request.unsignedReason(), caller);
        return reading.reportOfTrade(code, caller);
    }

    @Needs(Permission.TRADE_READ)
    @GetMapping("/evaluation/report")
    ReadingEvaluations.ReportView report(@PathVariable String code, Caller caller) {
        return reading.reportOfTrade(code, caller);
    }

    @Noted("查阅评标报告")
    @Needs(Permission.TRADE_READ)
    @GetMapping(value = "/evaluation/report.html", produces = MediaType.TEXT_HTML_VALUE + ";charset=UTF-8")
    String page(@PathVariable String code, Caller caller) {
        return ReportPage.html(reading.reportOfTrade(code, caller));
    }

    private List<UUID> accounts(@Nullable List<String> logins) {
        return logins == null ? List.of() : logins.stream().map(this::account).toList();
    }

    private UUID account(String login) {
        return accounts.accountByLogin(login)
                .orElseThrow(() -> new PlatformException(IdentityError.ACCOUNT_NOT_FOUND, login))
                .id();
    }
}
