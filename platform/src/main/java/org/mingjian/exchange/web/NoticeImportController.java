package org.mingjian.exchange.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mingjian.exchange.ExchangeError;
import org.mingjian.exchange.app.ImportingNotices;
import org.mingjian.exchange.app.MendingNotices;
import org.mingjian.exchange.app.NoticeBundle;
import org.mingjian.exchange.store.NoticeStore;
import org.mingjian.exchange.store.NoticeStore.Seen;
import org.mingjian.identity.Caller;
import org.mingjian.identity.Needs;
import org.mingjian.identity.Permission;
import org.mingjian.kernel.PlatformException;
import org.mingjian.spec.domain.notices.GapKind;
import org.mingjian.spec.domain.notices.NoticeLines;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** 历史公告导入: notices of other sites, in the form of {@code docs/formats.md}, section Notices. */
@RestController
@RequestMapping("/api/exchange/notices")
class NoticeImportController {

    private static final int MOST_ROWS = 5_000;
    private static final int MOST_TOLD = 100;
    private static final Set<String> STATES = Set.of("held", "ready", "dropped", "all");

    private final ImportingNotices importing;
    private final MendingNotices mending;
    private final NoticeStore store;
    private final Sights sights;
    private final CsvFiles csv;

    NoticeImportController(
            ImportingNotices importing, MendingNotices mending, NoticeStore store, Sights sights, CsvFiles csv) {
        this.importing = importing;
        this.mending = mending;
        this.store = store;
        this.sights = sights;
        this.csv = csv;
    }

    record Lines(@NotEmpty @Size(max = 200) List<@NotNull JsonNode> notices) {}

    record Page(List<NoticeStore.Row> items, long total, int page, int size) {}

    /**
     * What became of a file.
     *
     * @param unread how many pieces are no notices; the first hundred are told
     */
    record FileTaken(int lines, int same, int ready, int held, int unread, List<NoticeLines.Bad> bad) {}

    /** A kind of gap and how many waiting notices have it. */
    record Lacking(String gap, String title, String explanation, long notices) {}

    record Summary(long held, long ready, long dropped, List<Lacking> lacking) {}

    /** @param fields values by name; an empty value takes the field out */
    record Mended(
            @NotBlank @Size(max = 100) String id,
            @Nullable @Size(max = 10) String dataset,
            @NotNull @Size(max = 300) Map<String, String> fields,
            @NotBlank @Size(max = 500) String reason) {}

    record Dropped(
            @NotBlank @Size(max = 100) String id,
            @NotBlank @Size(max = 500) String reason) {}

    /**
     * The filters of a search; each may be left out.
     *
     * @param state {@code held} (the default), {@code ready}, {@code dropped} or {@code all}
     */
    record Filter(
            @Nullable String state,
            @Nullable String q,
            @Nullable String gap,
            @Nullable String dataset) {

        NoticeStore.Asked asked(Seen seen) {
            return new NoticeStore.Asked(
                    seen,
                    state != null && STATES.contains(state) ? state : "held",
                    plain(q),
                    Sights.text(gap == null ? "" : gap),
                    Sights.text(dataset == null ? "" : dataset));
        }

        private static String plain(@Nullable String typed) {
            String plain =
                    typed == null ? "" : typed.replaceAll("\\p{Cntrl}", "").strip();
            return plain.length() > 100 ? plain.substring(0, 100) : plain;
        }
    }

    /** Who sees the whole node sees all; others what they brought in. */
    private Seen seen(Caller caller) {
        boolean whole = sights.of(caller, Permission.EXCHANGE_CORRECT).coversHome();
        return new Seen(caller.account().toString(), whole);
    }

    @Needs(Permission.EXCHANGE_CORRECT)
    @PostMapping
    ImportingNotices.Taken take(@Valid @RequestBody Lines request, Caller caller) {
        return importing.take(request.notices(), seen(caller), caller);
    }

    /** A file as it is, or a zip of such: the body is its bytes. */
    @Needs(Permission.EXCHANGE_CORRECT)
    @PostMapping("/file")
    FileTaken takeFile(HttpServletRequest request, @RequestParam(defaultValue = "") String name, Caller caller)
            throws IOException {
        byte[] bytes = request.getInputStream().readNBytes(NoticeBundle.LONGEST + 1);
        if (bytes.length > NoticeBundle.LONGEST) {
            throw new PlatformException(
                    ExchangeError.NOTICES_TOO_MANY, "文件最大" + (NoticeBundle.LONGEST >> 20) + "MB，请分开导入");
        }
        NoticeLines lines = NoticeBundle.read(name, bytes);
        ImportingNotices.Taken taken = importing.take(lines.good(), seen(caller), caller);
        return new FileTaken(
                taken.lines(),
                taken.same(),
                taken.ready(),
                taken.held(),
                lines.bad().size(),
                lines.bad().stream().limit(MOST_TOLD).toList());
    }

    @Needs(Permission.EXCHANGE_CORRECT)
    @GetMapping
    Page list(
            Filter filter,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "20") int size,
            Caller caller) {
        NoticeStore.Asked asked = filter.asked(seen(caller));
        int at = Sights.page(page);
        int many = Sights.size(size);
        return new Page(store.page(asked, at, many), store.count(asked), at, many);
    }

    @Needs(Permission.EXCHANGE_CORRECT)
    @GetMapping("/summary")
    Summary summary(Caller caller) {
        Seen seen = seen(caller);
        Map<String, Long> found = store.lacking(seen).stream()
                .collect(Collectors.toMap(NoticeStore.Lacking::gap, NoticeStore.Lacking::notices));
        List<Lacking> lacking = Arrays.stream(GapKind.values())
                .filter(kind -> found.containsKey(kind.id()))
                .map(kind ->
                        new Lacking(kind.id(), kind.title(), kind.explanation(), found.getOrDefault(kind.id(), 0L)))
                .sorted(Comparator.comparing(Lacking::notices).reversed())
                .toList();
        return new Summary(count(seen, "held"), count(seen, "ready"), count(seen, "dropped"), lacking);
    }

    private long count(Seen seen, String state) {
        return store.count(new NoticeStore.Asked(seen, state, "", "", ""));
    }

    @Needs(Permission.EXCHANGE_CORRECT)
    @GetMapping("/one")
    MendingNotices.Beside one(@RequestParam(defaultValue = "") String id, Caller caller) {
        return mending.look(id, seen(caller));
    }

    @Needs(Permission.EXCHANGE_CORRECT)
    @PostMapping("/mend")
    NoticeStore.Row mend(@Valid @RequestBody Mended asked, Caller caller) {
        String dataset = asked.dataset() == null ? "" : asked.dataset();
        return mending.mend(
                new MendingNotices.Mend(asked.id(), dataset, asked.fields(), asked.reason()), seen(caller), caller);
    }

    @Needs(Permission.EXCHANGE_CORRECT)
    @PostMapping("/drop")
    NoticeStore.Row drop(@Valid @RequestBody Dropped asked, Caller caller) {
        return mending.drop(asked.id(), asked.reason(), seen(caller), caller);
    }

    /** What each notice lacks, to be sent to where it came from. */
    @Needs(Permission.EXCHANGE_CORRECT)
    @GetMapping("/list.csv")
    ResponseEntity<byte[]> file(Filter filter, Caller caller) {
        List<NoticeStore.Row> rows = store.page(filter.asked(seen(caller)), 0, MOST_ROWS);
        List<String> head = List.of("编号", "标题", "发布时间", "来源平台", "数据集", "主键", "缺口", "按规范检查");
        return csv.answer(
                caller,
                new CsvFiles.Table("exchange.notices", "notices.csv", head),
                rows,
                NoticeImportController::cells);
    }

    private static String[] cells(NoticeStore.Row row) {
        return new String[] {
            row.id(),
            row.title(),
            row.published(),
            row.source(),
            row.dataset(),
            row.key(),
            row.gaps().stream()
                    .map(gap -> gap.title() + "：" + gap.detail() + "（" + gap.explanation() + "）")
                    .collect(Collectors.joining("；")),
            row.problems().stream()
                    .map(problem -> problem.field() + "：" + problem.message())
                    .collect(Collectors.joining("；"))
        };
    }
}
