package org.mingjian.exchange.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mingjian.exchange.ExchangeError;
import org.mingjian.exchange.app.Correcting;
import org.mingjian.exchange.app.LookingAtRefusals;
import org.mingjian.exchange.domain.Lane;
import org.mingjian.exchange.store.HeldStore;
import org.mingjian.exchange.store.RefusalStore;
import org.mingjian.exchange.store.Sight;
import org.mingjian.identity.Caller;
import org.mingjian.identity.Needs;
import org.mingjian.identity.Permission;
import org.mingjian.kernel.PlatformException;
import org.mingjian.spec.Problem;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** 退回处理: what failed, why, where it came from; corrected and sent again, or settled with a reason. */
@RestController
class RefusalController {

    private static final int MOST_ROWS = 20_000;
    private static final int MOST_AT_ONCE = 500;

    private final RefusalStore refusals;
    private final HeldStore held;
    private final LookingAtRefusals looking;
    private final Correcting correcting;
    private final Sights sights;
    private final CsvFiles files;

    RefusalController(
            RefusalStore refusals,
            HeldStore held,
            LookingAtRefusals looking,
            Correcting correcting,
            Sights sights,
            CsvFiles files) {
        this.refusals = refusals;
        this.held = held;
        this.looking = looking;
        this.correcting = correcting;
        this.sights = sights;
        this.files = files;
    }

    /**
     * What was found.
     *
     * @param name of the field in Chinese; empty when it is about no field
     * @param title of the rule in words
     */
    record Finding(String field, String name, String rule, String title, String message) {}

    /** A refused record in words. */
    record Row(
            Lane lane,
            long number,
            String dataset,
            String datasetName,
            String key,
            int op,
            String source,
            String system,
            String trade,
            Instant due,
            @Nullable Instant decidedAt,
            String level,
            List<Finding> findings) {}

    /** @param waiting of all that are asked for, those that only wait for a record that they hang on */
    record RefusedPage(List<Row> items, long total, long waiting, int page, int size) {}

    /** How many went again. */
    record Sent(int sent) {}

    /** A record that never left, with what it lacks and what our own checks found. */
    record HeldRow(
            long position,
            String dataset,
            String datasetName,
            String key,
            String trade,
            Instant at,
            List<Finding> findings) {}

    record HeldPage(List<HeldRow> items, long total, int page, int size) {}

    record SetAsidePage(List<HeldStore.SetAside> items, long total, int page, int size) {}

    /** @param fields corrected values by name; an empty value takes the field out */
    record Correction(
            @Nullable @Size(max = 200) Map<String, String> fields,
            @NotBlank @Size(max = 500) String reason) {}

    record Reason(@NotBlank @Size(max = 500) String reason) {}

    /**
     * The filters of a search; each may be left out.
     *
     * @param side {@code sent}: ours that was refused above; {@code received}: refused here of those below
     * @param book {@code real} or {@code test}; both without it
     */
    record Filter(
            @Nullable @Size(max = 10) String side,
            @Nullable @Size(max = 60) String q,
            @Nullable @Size(max = 20) String source,
            @Nullable @Size(max = 10) String dataset,
            @Nullable @Size(max = 10) String book) {

        RefusalStore.Asked asked(Sight sight) {
            return new RefusalStore.Asked(
                    "received".equals(side),
                    Sights.text(q == null ? "" : q),
                    Sights.source(source == null ? "*" : source),
                    Sights.text(dataset == null ? "" : dataset),
                    book == null || book.isEmpty() ? "" : Sights.book(book),
                    sight);
        }
    }

    @Needs(Permission.EXCHANGE_READ)
    @GetMapping("/api/exchange/refused")
    RefusedPage refused(Filter filter, @Valid Paging paging, Caller caller) {
        RefusalStore.Asked asked = filter.asked(sights.reading(caller));
        return new RefusedPage(
                rows(asked, paging.number(), paging.rows()),
                refusals.count(asked),
                asked.received() ? 0 : refusals.waiting(asked),
                paging.number(),
                paging.rows());
    }

    /** What became of a record that was corrected: its key's newest record. */
    @Needs(Permission.EXCHANGE_READ)
    @GetMapping("/api/exchange/refused/{lane}/{number}/after")
    RefusalStore.After after(@PathVariable String lane, @PathVariable long number, Caller caller) {
        return refusals.after(lane(lane), number, sights.reading(caller))
                .orElseThrow(() -> new PlatformException(ExchangeError.RECORD_NOT_FOUND, lane + " " + number));
    }

    /** Sends again, as they are, those that only waited for a record that they hang on. */
    @Needs(Permission.EXCHANGE_CORRECT)
    @PostMapping("/api/exchange/refused/resend-waiting")
    Sent waiting(@RequestBody @Valid Reason reason, Caller caller) {
        Sight sight = sights.of(caller, Permission.EXCHANGE_CORRECT);
        List<Correcting.Refused> waiting =
                refusals.waiting(new RefusalStore.Asked(false, "", "*", "", "", sight), MOST_AT_ONCE).stream()
                        .map(one -> new Correcting.Refused(one.lane(), one.number(), sight))
                        .toList();
        return new Sent(correcting.againAsTheyAre(waiting, reason.reason(), caller.actor()));
    }

    @Needs(Permission.EXCHANGE_READ)
    @GetMapping("/api/exchange/refused.csv")
    ResponseEntity<byte[]> refusedFile(Filter filter, Caller caller) {
        List<Row> rows = rows(filter.asked(sights.reading(caller)), 0, MOST_ROWS);
        List<String> head = List.of("通道", "序号", "数据集", "名称", "主键", "来源", "系统编号", "交易标识码", "退回时间", "原因");
        return files.answer(
                caller, new CsvFiles.Table("exchange.refused", "refused.csv", head), rows, RefusalController::cells);
    }

    private static String[] cells(Row row) {
        return new String[] {
            row.lane().title(),
            "" + row.number(),
            row.dataset(),
            row.datasetName(),
            row.key(),
            row.source(),
            row.system(),
            row.trade(),
            row.decidedAt() == null ? "" : row.decidedAt().toString(),
            row.findings().stream()
                    .map(found -> found.name() + "（" + found.title() + "）" + found.message())
                    .collect(Collectors.joining("；"))
        };
    }

    private List<Row> rows(RefusalStore.Asked asked, int page, int size) {
        Map<String, String> names = looking.datasetNames();
        return refusals.refused(asked, page, size).stream()
                .map(one -> new Row(
                        one.lane(),
                        one.number(),
                        one.dataset(),
                        names.getOrDefault(one.dataset(), ""),
                        one.key(),
                        one.op(),
                        one.source(),
                        one.system(),
                        one.trade(),
                        one.due(),
                        one.decidedAt(),
                        one.level(),
                        one.problems().stream()
                                .map(problem -> finding(one.dataset(), problem))
                                .toList()))
                .toList();
    }

    private Finding finding(String dataset, Problem problem) {
        String name = looking.fieldName(dataset, problem.field());
        return new Finding(problem.field(), name, problem.rule(), looking.ruleTitle(problem.rule()), problem.message());
    }

    @Needs(Permission.EXCHANGE_CORRECT)
    @GetMapping("/api/exchange/refused/{lane}/{number}")
    LookingAtRefusals.Whole one(@PathVariable String lane, @PathVariable long number, Caller caller) {
        return looking.look(lane(lane), number, sights.of(caller, Permission.EXCHANGE_CORRECT));
    }

    @Needs(Permission.EXCHANGE_CORRECT)
    @PostMapping("/api/exchange/refused/{lane}/{number}/resend")
    void again(
            @PathVariable String lane,
            @PathVariable long number,
            @RequestBody @Valid Correction correction,
            Caller caller) {
        Map<String, String> fields = correction.fields() == null ? Map.of() : correction.fields();
        correcting.again(which(lane, number, caller), fields, correction.reason(), caller.actor());
    }

    @Needs(Permission.EXCHANGE_CORRECT)
    @PostMapping("/api/exchange/refused/{lane}/{number}/settle")
    void settle(
            @PathVariable String lane, @PathVariable long number, @RequestBody @Valid Reason reason, Caller caller) {
        correcting.settle(which(lane, number, caller), reason.reason(), caller.actor());
    }

    private Correcting.Refused which(String lane, long number, Caller caller) {
        return new Correcting.Refused(lane(lane), number, sights.of(caller, Permission.EXCHANGE_CORRECT));
    }

    /** Never sent: a mandatory field that no fact says, or a finding of our own checks. */
    @Needs(Permission.EXCHANGE_READ)
    @GetMapping("/api/exchange/held")
    HeldPage held(@Valid Paging paging, Caller caller) {
        Sight sight = sights.reading(caller);
        return new HeldPage(
                held.held(paging.text(), paging.number(), paging.rows(), sight).stream()
                        .map(this::row)
                        .toList(),
                held.heldCount(paging.text(), sight),
                paging.number(),
                paging.rows());
    }

    private HeldRow row(HeldStore.Held one) {
        List<Finding> findings = new ArrayList<>();
        one.gaps()
                .forEach((field, why) ->
                        findings.add(new Finding(field, looking.fieldName(one.dataset(), field), "", "缺少", why)));
        one.problems().forEach(problem -> findings.add(finding(one.dataset(), problem)));
        String name = looking.datasetNames().getOrDefault(one.dataset(), "");
        return new HeldRow(one.position(), one.dataset(), name, one.key(), one.trade(), one.at(), findings);
    }

    /** Facts that no records could be made of. */
    @Needs(Permission.EXCHANGE_READ)
    @GetMapping("/api/exchange/set-aside")
    SetAsidePage setAside(@Valid Paging paging, Caller caller) {
        Sight sight = sights.reading(caller);
        return new SetAsidePage(
                held.setAside(paging.text(), paging.number(), paging.rows(), sight),
                held.setAsideCount(paging.text(), sight),
                paging.number(),
                paging.rows());
    }

    private static Lane lane(String name) {
        return Lane.named(name)
                .orElseThrow(() -> new PlatformException(ExchangeError.RECORD_NOT_FOUND, "通道为LIVE、HISTORY或TEST"));
    }
}
