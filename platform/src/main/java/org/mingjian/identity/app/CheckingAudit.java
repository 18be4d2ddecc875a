package org.mingjian.identity.app;

import java.time.Instant;
import java.time.InstantSource;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.mingjian.facts.Actor;
import org.mingjian.facts.Fact;
import org.mingjian.facts.Facts;
import org.mingjian.facts.LogCheck;
import org.mingjian.facts.NewFact;
import org.mingjian.facts.Readers;
import org.mingjian.facts.Secrecy;
import org.mingjian.identity.store.AuditStore;
import org.mingjian.identity.store.AuditStore.Entry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/**
 * 每日核查: reads the whole log again (positions, digests, Merkle root) and compares every line of the audit trail with
 * the fact it came from. A gap or a changed row is said aloud, kept as a fact and shown to the auditor. Also lets go of
 * lines that are older than the retention asks.
 */
@Service
public class CheckingAudit {

    private static final Logger LOG = LoggerFactory.getLogger(CheckingAudit.class);
    private static final int PAGE = 2000;
    private static final int LISTED = 100;
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final Period LEAST = Period.ofYears(1);

    /** What a check found; no problems is good. */
    public record Result(Instant at, long facts, long entries, List<String> problems) {}

    private final Facts facts;
    private final LogCheck log;
    private final Readers readers;
    private final AuditStore store;
    private final InstantSource clock;
    private final Period retention;

    /** @param retention 留存期, three years unless set; less than one is refused at the start */
    CheckingAudit(
            Facts facts,
            LogCheck log,
            Readers readers,
            AuditStore store,
            InstantSource clock,
            @Value("${mingjian.audit.retention:P3Y}") Period retention) {
        this.facts = facts;
        this.log = log;
        this.readers = readers;
        this.store = store;
        this.clock = clock;
        this.retention = retention;
        requireLawful(retention);
    }

    /** @throws IllegalArgumentException below one year */
    public static void requireLawful(Period retention) {
        if (retention.toTotalMonths() < LEAST.toTotalMonths()) {
            throw new IllegalArgumentException(
                    "mingjian.audit.retention is " + retention + "; the rules ask for at least a year (运行管理办法 §24)");
        }
    }

    @Scheduled(cron = "${mingjian.audit.check:0 17 3 * * *}", zone = "Asia/Shanghai")
    void daily() {
        check();
        forgetOld();
    }

    public Result check() {
        List<String> problems = new ArrayList<>();
        LogCheck.Report report = log.run();
        report.problems()
                .forEach(one -> problems.add("存证序号 " + one.position() + "：" + one.check() + " " + one.detail()));
        long entries = compare(problems, readers.position("audit"));
        Result result = new Result(clock.instant(), report.size(), entries, List.copyOf(problems));
        if (!problems.isEmpty()) {
            LOG.error("the audit trail does not fit: {} problems, first: {}", problems.size(), problems.getFirst());
        }
        facts.append(NewFact.secret(
                "audit:checks",
                problems.isEmpty() ? "audit.checked" : "audit.broken",
                Actor.SYSTEM,
                Map.of(
                        "facts", result.facts(),
                        "entries", result.entries(),
                        "problems", result.problems(),
                        "result", problems.isEmpty() ? "完好" : "发现 " + problems.size() + " 处不符"),
                Secrecy.PARTIES));
        return result;
    }

    private long compare(List<String> problems, long end) {
        Instant kept = oldest();
        long position = 0;
        long entries = 0;
        while (position < end) {
            List<Fact> page = page(position, problems);
            if (page.isEmpty()) {
                break;
            }
            long last = page.getLast().position();
            Map<Long, Entry> found = new HashMap<>();
            store.after(position, PAGE).forEach(entry -> found.put(entry.position(), entry));
            for (Fact fact : page) {
                Entry entry = found.get(fact.position());
                if (fact.position() > end) {
                    continue;
                }
                entries++;
                boolean old = fact.at().isBefore(kept);
                if (entry == null && !old) {
                    add(problems, "审计记录 " + fact.position() + " 缺失");
                } else if (entry != null && !entry.equals(AuditTrail.entry(fact))) {
                    add(problems, "审计记录 " + fact.position() + " 被改动");
                }
            }
            position = last;
        }
        return entries;
    }

    /** A fact whose content was changed does not open; where it is, the check of the log has said. */
    private List<Fact> page(long position, List<String> problems) {
        try {
            return facts.after(position, PAGE);
        } catch (IllegalStateException unreadable) {
            add(problems, "自存证序号 " + position + " 之后有读不开的事实，其后的审计记录未能比对：" + unreadable.getMessage());
            return List.of();
        }
    }

    private static void add(List<String> problems, String problem) {
        if (problems.size() < LISTED) {
            problems.add(problem);
        }
    }

    private void forgetOld() {
        long gone = store.forget(oldest());
        if (gone > 0) {
            LOG.info("{} audit lines older than {} let go", gone, retention);
        }
    }

    private Instant oldest() {
        return clock.instant().atZone(CHINA).minus(retention).toInstant();
    }

    /** Newest first. */
    public List<Result> results() {
        return facts.ofStream("audit:checks").reversed().stream()
                .limit(60)
                .map(fact -> new Result(
                        fact.at(),
                        fact.body().path("facts").asLong(),
                        fact.body().path("entries").asLong(),
                        fact.body()
                                .path("problems")
                                .valueStream()
                                .map(one -> one.asString())
                                .toList()))
                .toList();
    }
}
