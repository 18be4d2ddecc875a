package org.mingjian.tender.web;

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
import org.mingjian.identity.Caller;
import org.mingjian.identity.Needs;
import org.mingjian.identity.Permission;
import org.mingjian.kernel.Money;
import org.mingjian.tender.app.PublishingPlans;
import org.mingjian.tender.domain.Plan;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** 招标计划. */
@RestController
@RequestMapping("/api/plans")
class PlanController {

    record PlanRequest(
            @NotBlank @Size(max = 200) String title,

            @NotNull @Pattern(regexp = "\\d{6}", message = "行政区划代码为 6 位数字")
            String regionCode,

            @NotNull @Pattern(regexp = "[A-Z]\\d{2}", message = "分类代码如 A01")
            String tradeClass,

            @NotBlank @Size(max = 4000) String scope,
            @NotNull Money investment,

            @NotNull @Pattern(regexp = "\\d{4}-(0[1-9]|1[0-2])", message = "月份形如 2026-12")
            String month,

            @Nullable @Size(max = 200) String contact) {

        Plan.Content content() {
            return new Plan.Content(title, regionCode, tradeClass, scope, investment, month, contact);
        }
    }

    record Line(UUID id, String publisher, Instant publishedAt, Plan.Content plan) {}

    record Page(List<Line> items, long total, int page, int size) {}

    private final PublishingPlans publishing;

    PlanController(PublishingPlans publishing) {
        this.publishing = publishing;
    }

    @Needs(Permission.PLAN_PUBLISH)
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Line publish(@Valid @RequestBody PlanRequest request, Caller caller) {
        return line(publishing.publish(request.content(), caller));
    }

    @Needs(Permission.DESK_READ)
    @GetMapping
    Page list(
            @RequestParam(required = false) @Nullable @Size(max = 200) String q,
            @RequestParam(defaultValue = "0") @Min(0) @Max(100_000) int page,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int size) {
        PublishingPlans.Found found = publishing.list(q, page, size);
        return new Page(found.items().stream().map(PlanController::line).toList(), found.total(), page, size);
    }

    private static Line line(Plan plan) {
        return new Line(plan.id(), plan.publisherName(), plan.publishedAt(), plan.content());
    }
}
