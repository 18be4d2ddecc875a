package org.mingjian.registry.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mingjian.identity.Caller;
import org.mingjian.identity.Needs;
import org.mingjian.identity.Noted;
import org.mingjian.identity.Permission;
import org.mingjian.registry.app.KeepingEntries;
import org.mingjian.registry.app.ShowingHistory;
import org.mingjian.registry.domain.Entry;
import org.mingjian.registry.domain.EntryKind;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** 信息上报: systems, pools, authorities, contacts, duty. */
@RestController
@RequestMapping("/api/registry")
class RegistryController {

    private static final int MOST = 10_000;

    private final KeepingEntries keeping;
    private final ShowingHistory history;

    RegistryController(KeepingEntries keeping, ShowingHistory history) {
        this.keeping = keeping;
        this.history = history;
    }

    record KindSheet(EntryKind kind, String title, String basis, List<EntryKind.Asked> fields) {}

    record Filled(
            @NotNull EntryKind kind,
            @NotNull @Pattern(regexp = "\\d{6}") String region,
            @NotBlank @Size(max = 200) String name,
            @NotNull @Size(max = 20) Map<@NotBlank @Size(max = 40) String, @Nullable @Size(max = 500) String> fields,
            @Nullable Instant startsAt,
            @Nullable Instant endsAt) {

        KeepingEntries.Filled asked() {
            return new KeepingEntries.Filled(kind, region, name, fields, startsAt, endsAt);
        }
    }

    /** @param version that the person saw */
    record Changed(
            @Min(1) int version,
            boolean ended,
            @NotNull @Valid Filled entry) {}

    record Listing(List<Entry> items, long total, int page, int size) {}

    @Needs(Permission.REGISTRY_READ)
    @GetMapping("/kinds")
    List<KindSheet> kinds() {
        return Arrays.stream(EntryKind.values())
                .map(kind -> new KindSheet(kind, kind.title(), kind.basis(), kind.fields()))
                .toList();
    }

    @Noted("查看信息登记")
    @Needs(Permission.REGISTRY_READ)
    @GetMapping("/entries")
    Listing list(
            @RequestParam(required = false) @Nullable EntryKind kind,
            @RequestParam(defaultValue = "") @Size(max = 100) String q,
            @RequestParam(defaultValue = "0") @Min(0) @Max(10_000) int page,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int size,
            Caller caller) {
        KeepingEntries.Listed found = keeping.list(kind, q.strip(), false, caller, page, size);
        return new Listing(found.items(), found.total(), page, size);
    }

    @Noted("导出信息登记")
    @Needs(Permission.REGISTRY_READ)
    @GetMapping("/entries.csv")
    ResponseEntity<byte[]> export(@RequestParam(required = false) @Nullable EntryKind kind, Caller caller) {
        StringBuilder text = new StringBuilder("\uFEFF种类,行政区划,名称,内容,开始,结束,状态,版本,变更,节点\r\n");
        for (Entry one : keeping.list(kind, "", true, caller, 0, MOST).items()) {
            String fields = one.kind().fields().stream()
                    .filter(asked -> one.fields().containsKey(asked.name()))
                    .map(asked -> asked.title() + "：" + one.fields().get(asked.name()))
                    .collect(Collectors.joining("；"));
            text.append(List.of(
                            one.kind().title(),
                            one.region(),
                            one.name(),
                            fields,
                            String.valueOf(one.startsAt() == null ? "" : one.startsAt()),
                            String.valueOf(one.endsAt() == null ? "" : one.endsAt()),
                            one.ended() ? "已注销" : "现行",
                            String.valueOf(one.version()),
                            one.changedBy() + " " + one.changedAt(),
                            one.node())
                    .stream()
                    .map(RegistryController::cell)
                    .collect(Collectors.joining(",", "", "\r\n")));
        }
        return ResponseEntity.ok()
                .header("Content-Type", "text/csv;charset=UTF-8")
                .header("Content-Disposition", "attachment; filename=\"registry.csv\"")
                .body(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** No cell may be taken for a formula. */
    private static String cell(String value) {
        boolean formula = !value.isEmpty() && "=+-@\t\r".indexOf(value.charAt(0)) >= 0;
        return '"' + (formula ? "'" : "") + value.replace("\"", "\"\"") + '"';
    }

    /** @param node who filled it in */
    @Noted("查看登记的历史版本")
    @Needs(Permission.REGISTRY_READ)
    @GetMapping("/entries/{id}/versions")
    List<ShowingHistory.Version> versions(
            @PathVariable UUID id, @RequestParam @Size(max = 20) String node, Caller caller) {
        return history.of(node, id, caller);
    }

    @Noted("查看值班")
    @Needs(Permission.REGISTRY_READ)
    @GetMapping("/duty")
    List<Entry> duty(Caller caller) {
        return keeping.duty(caller);
    }

    @Needs(Permission.REGISTRY_KEEP)
    @PostMapping("/entries")
    Entry add(@Valid @RequestBody Filled filled, Caller caller) {
        return keeping.add(filled.asked(), caller);
    }

    @Needs(Permission.REGISTRY_KEEP)
    @PutMapping("/entries/{id}")
    Entry change(@PathVariable UUID id, @Valid @RequestBody Changed changed, Caller caller) {
        return keeping.change(id, changed.version(), changed.entry().asked(), changed.ended(), caller);
    }
}
