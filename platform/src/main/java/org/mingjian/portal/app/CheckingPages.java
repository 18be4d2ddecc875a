package org.mingjian.portal.app;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.mingjian.facts.Actor;
import org.mingjian.facts.Fact;
import org.mingjian.facts.Facts;
import org.mingjian.facts.NewFact;
import org.mingjian.facts.Secrecy;
import org.mingjian.portal.domain.PublicTrade;
import org.mingjian.portal.domain.Publication;
import org.mingjian.portal.store.PortalQueries;
import org.mingjian.portal.store.PublishedRows;
import org.mingjian.watch.Alarms;
import org.mingjian.watch.PageIntegrity;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/**
 * 网页防篡改: every public row (notices, timelines, trades, files that may be fetched) is made again from the facts, whose
 * digests lie in the Merkle log, and compared with the row that the pages are made of. A row that was changed, added or
 * taken away behind the platform's back is named, raised as an alarm and recorded. What the log itself holds is checked
 * apart ({@code LogCheck}, daily).
 */
@Service
public class CheckingPages implements PageIntegrity {

    private static final String STREAM = "watch:pages";
    private static final int PAGE = 1000;
    private static final int LISTED = 100;

    private final Facts facts;
    private final PortalQueries queries;
    private final PublishedRows rows;
    private final CheckingFiles files;
    private final Alarms alarms;
    private final InstantSource clock;

    CheckingPages(
            Facts facts,
            PortalQueries queries,
            PublishedRows rows,
            CheckingFiles files,
            Alarms alarms,
            InstantSource clock) {
        this.files = files;
        this.facts = facts;
        this.queries = queries;
        this.rows = rows;
        this.alarms = alarms;
        this.clock = clock;
    }

    @Scheduled(cron = "${mingjian.portal.check:0 37 */4 * * *}", zone = "Asia/Shanghai")
    void regularly() {
        pages();
    }

    @Override
    public Result check() {
        CheckingFiles.Round round = files.round(CheckingFiles.BUDGET);
        Result pages = pages();
        List<String> all = new ArrayList<>(pages.problems());
        round.problems().forEach((subject, words) -> all.add(subject + "：" + words));
        return new Result(pages.at(), pages.facts(), pages.rows(), all);
    }

    private Result pages() {
        long end = queries.horizon().position();
        Comparing comparing = new Comparing(end);
        comparing.run();
        rows.strays(end).forEach(stray -> comparing.add(stray, "不应存在"));
        Result result = new Result(clock.instant(), end, comparing.compared, List.copyOf(comparing.problems.values()));
        comparing.problems.forEach((subject, words) -> alarms.raise(Alarms.Kind.PAGE_CHANGED, subject, words));
        facts.append(NewFact.secret(
                STREAM,
                comparing.problems.isEmpty() ? "pages.checked" : "pages.broken",
                Actor.SYSTEM,
                Map.of(
                        "act", "公开页面核查",
                        "facts", result.facts(),
                        "rows", result.rows(),
                        "problems", result.problems(),
                        "result",
                                result.problems().isEmpty()
                                        ? "完好"
                                        : "发现 " + result.problems().size() + " 处不符"),
                Secrecy.PARTIES));
        return result;
    }

    @Override
    public List<Result> results() {
        return facts.ofStream(STREAM).reversed().stream()
                .limit(30)
                .map(fact -> new Result(
                        fact.at(),
                        fact.body().path("facts").asLong(),
                        fact.body().path("rows").asLong(),
                        fact.body()
                                .path("problems")
                                .valueStream()
                                .map(one -> one.asString())
                                .toList()))
                .toList();
    }

    /** One pass over the log up to a position. */
    private final class Comparing {

        private final long end;
        private final Map<String, PublicTrade> trades = new HashMap<>();
        private final Map<String, Long> hidden = new HashMap<>();
        private final Map<String, String> problems = new TreeMap<>();
        private long compared;

        Comparing(long end) {
            this.end = end;
        }

        void add(String subject, String words) {
            if (problems.size() < LISTED) {
                problems.putIfAbsent(subject, subject + "：" + words);
            }
        }

        void run() {
            long position = 0;
            while (position < end) {
                List<Fact> page = facts.after(position, PAGE).stream()
                        .filter(fact -> fact.position() <= end)
                        .toList();
                if (page.isEmpty()) {
                    break;
                }
                long last = page.getLast().position();
                compare(page, position, last);
                position = last;
            }
            compareTrades();
        }

        private void compare(List<Fact> page, long after, long upTo) {
            page.stream()
                    .filter(fact -> fact.secrecy() != Secrecy.PUBLIC && Publication.isFollowed(fact.stream()))
                    .forEach(fact -> hidden.put(fact.stream() + " " + fact.seq(), fact.id()));
            Folding folding =
                    new Folding(trades, (stream, seq) -> Optional.ofNullable(hidden.remove(stream + " " + seq)), facts);
            page.forEach(folding::take);
            Map<String, String> wanted = rows.wanted(folding.events(), folding.notices());
            Map<String, String> stored = rows.stored(after, upTo);
            compared += wanted.size();
            wanted.forEach((subject, digest) -> {
                String found = stored.get(subject);
                if (found == null) {
                    add(subject, "缺失");
                } else if (!found.equals(digest)) {
                    add(subject, "内容被改动");
                }
            });
            stored.keySet().stream()
                    .filter(subject -> !wanted.containsKey(subject))
                    .forEach(subject -> add(subject, "不应存在"));
        }

        /** Rows that changed after the position this pass ends at are left to the next. */
        private void compareTrades() {
            String after = "";
            List<PublicTrade> some = rows.trades(after, PAGE);
            while (!some.isEmpty()) {
                some.forEach(this::compareTrade);
                after = some.getLast().code();
                some = rows.trades(after, PAGE);
            }
            trades.values().stream()
                    .filter(trade -> queries.trade(trade.code()).isEmpty())
                    .forEach(trade -> add("/trades/" + trade.code(), "缺失"));
        }

        private void compareTrade(PublicTrade stored) {
            PublicTrade wanted = trades.remove(stored.code());
            compared++;
            if (stored.shown() > end && stored.shown() <= queries.horizon().position()) {
                return;
            }
            if (wanted == null) {
                add("/trades/" + stored.code(), "不应存在");
            } else if (!rows.digest(wanted).equals(rows.digest(stored))) {
                add("/trades/" + stored.code(), "内容被改动");
            }
        }
    }
}
