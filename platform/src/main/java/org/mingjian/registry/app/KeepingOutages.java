package org.mingjian.registry.app;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjian.exchange.Availability;
import org.mingjian.exchange.Neighbours;
import org.mingjian.exchange.ReportedOutages;
import org.mingjian.facts.Actor;
import org.mingjian.facts.Facts;
import org.mingjian.facts.NewFact;
import org.mingjian.facts.Secrecy;
import org.mingjian.identity.Caller;
import org.mingjian.identity.Permission;
import org.mingjian.identity.Place;
import org.mingjian.kernel.PlatformException;
import org.mingjian.kernel.Refusal;
import org.mingjian.kernel.RefusedException;
import org.mingjian.registry.RegistryError;
import org.mingjian.registry.domain.Notice;
import org.mingjian.registry.domain.Outage;
import org.mingjian.registry.store.OutageStore;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 停用与故障: told ahead or at once, explained, closed, counted (运行管理办法 §25–§27). */
@Service
public class KeepingOutages implements ReportedOutages {

    /** 系统年可用率, 运行管理办法 §27. */
    private static final BigDecimal GOAL = BigDecimal.valueOf(99);

    private final OutageStore store;
    private final Neighbours neighbours;
    private final Facts facts;
    private final InstantSource clock;
    private final Duration ahead;
    private final Duration soon;

    KeepingOutages(
            OutageStore store,
            Neighbours neighbours,
            Facts facts,
            InstantSource clock,
            @Value("${mingjian.registry.ahead:24h}") Duration ahead,
            @Value("${mingjian.registry.soon:30m}") Duration soon) {
        this.store = store;
        this.neighbours = neighbours;
        this.facts = facts;
        this.clock = clock;
        this.ahead = ahead;
        this.soon = soon;
    }

    /**
     * What is told.
     *
     * @param part null: by the name of the system
     */
    public record Told(
            Outage.Kind kind,
            String region,
            String system,
            @Nullable Part part,
            String what,
            String cause,
            Instant startsAt,
            @Nullable Instant endsAt) {}

    /** A page. */
    public record Listed(List<Outage> items, long total) {}

    public Listed list(String text, boolean openOnly, Caller caller, int... pageAndSize) {
        OutageStore.Wanted wanted = new OutageStore.Wanted(text, openOnly, caller.reach(Permission.REGISTRY_READ));
        return new Listed(store.list(wanted, pageAndSize[0], pageAndSize[1]), store.count(wanted));
    }

    @Transactional
    public Outage tell(Told told, Caller caller) {
        Instant now = clock.instant();
        requireReach(told.region(), caller);
        Instant ends = told.endsAt();
        boolean planned = told.kind() == Outage.Kind.PLANNED;
        if (planned && Notice.isTooLate(told.startsAt(), now)) {
            throw new RefusedException(
                    new Refusal("OUTAGE_NOT_AHEAD", "运行管理办法 §25", "计划停用应提前通知，这次停用已经开始；请按非计划停用报告并填写故障报告"));
        }
        if (!planned && told.startsAt().isAfter(now)) {
            throw new PlatformException(RegistryError.OUTAGE_INVALID, "非计划停用的开始不能在将来");
        }
        if (planned && ends == null || ends != null && !told.startsAt().isBefore(ends)) {
            throw new PlatformException(RegistryError.OUTAGE_INVALID, "请填写预计恢复时间，且在开始之后（运行管理办法 §25）");
        }
        List<String> warnings =
                planned ? Notice.planned(told.startsAt(), now, ahead) : Notice.unplanned(told.startsAt(), now, soon);
        Outage outage = new Outage(
                neighbours.self(),
                UUID.randomUUID(),
                told.region(),
                told.kind(),
                told.system().strip(),
                Objects.requireNonNullElseGet(told.part(), () -> Outage.partOf(told.system())),
                told.what().strip(),
                told.cause().strip(),
                told.startsAt(),
                ends,
                now,
                caller.name(),
                false,
                "",
                "",
                warnings,
                1);
        return keep(outage, "registry.outageTold", caller.actor());
    }

    /** 故障报告: why, what was done, what is mended so that it does not come again (§25, §27). */
    @Transactional
    public Outage explain(UUID id, String cause, String report, Caller caller) {
        Outage found = open(id, caller);
        return keep(
                with(found, found.endsAt(), new Words(cause, report, ""), found.warnings()),
                "registry.faultReported",
                caller.actor());
    }

    /** An unplanned one without its report cannot be closed (§25). */
    @Transactional
    public Outage close(UUID id, Instant endedAt, String closing, Caller caller) {
        Outage found = open(id, caller);
        Instant now = clock.instant();
        if (found.kind() == Outage.Kind.UNPLANNED && found.report().isEmpty()) {
            throw new RefusedException(new Refusal("FAULT_REPORT_MISSING", "运行管理办法 §25", "非计划停用应填写故障报告，然后才能结案"));
        }
        if (endedAt.isBefore(found.startsAt()) || endedAt.isAfter(now)) {
            throw new PlatformException(RegistryError.OUTAGE_INVALID, "恢复时间应在开始之后、现在之前");
        }
        List<String> warnings = new ArrayList<>(found.warnings());
        Instant expected = found.endsAt();
        if (found.kind() == Outage.Kind.PLANNED && expected != null && endedAt.isAfter(expected)) {
            warnings.add("运行管理办法 §25（提前通知）：实际恢复晚于通知的时间");
        }
        return keep(
                with(found, endedAt, new Words(found.cause(), found.report(), closing.strip()), warnings),
                "registry.outageClosed",
                caller.actor());
    }

    private Outage open(UUID id, Caller caller) {
        Outage found =
                store.lock(id).orElseThrow(() -> new PlatformException(RegistryError.OUTAGE_NOT_FOUND, id.toString()));
        requireReach(found.region(), caller);
        if (!found.isOpen()) {
            throw new PlatformException(RegistryError.OUTAGE_CLOSED, id.toString());
        }
        return found;
    }

    private static void requireReach(String region, Caller caller) {
        if (!caller.reaches(Permission.REGISTRY_KEEP, Place.region(region))) {
            throw new PlatformException(RegistryError.OUTSIDE_REGION, region);
        }
    }

    /** What is written of it later. */
    private record Words(String cause, String report, String closing) {}

    private static Outage with(Outage one, @Nullable Instant endsAt, Words words, List<String> warnings) {
        return new Outage(
                one.node(),
                one.id(),
                one.region(),
                one.kind(),
                one.system(),
                one.part(),
                one.what(),
                words.cause().strip(),
                one.startsAt(),
                endsAt,
                one.reportedAt(),
                one.reportedBy(),
                one.detected(),
                words.report().strip(),
                words.closing(),
                warnings,
                one.version() + 1);
    }

    private Outage keep(Outage outage, String kind, Actor actor) {
        store.keep(outage, "");
        facts.record(NewFact.secret("registry:" + outage.id(), kind, actor, outage, Secrecy.PARTIES));
        return outage;
    }

    /** Seen by the platform itself: noted once while it goes on. */
    @Transactional
    public void detect(String node, String region, String system, String what, Instant since) {
        if (store.running(node, system).isEmpty()) {
            keep(
                    new Outage(
                            node,
                            UUID.randomUUID(),
                            region,
                            Outage.Kind.UNPLANNED,
                            system,
                            Outage.partOf(system),
                            what,
                            "",
                            since,
                            null,
                            clock.instant(),
                            "平台自动发现",
                            true,
                            "",
                            "",
                            List.of(),
                            1),
                    "registry.outageSeen",
                    Actor.SYSTEM);
        }
    }

    /** It runs again; the report and the closing are still owed. */
    @Transactional
    public void over(String node, String system, Instant at) {
        store.running(node, system)
                .filter(found -> !at.isBefore(found.startsAt()))
                .ifPresent(found -> keep(
                        with(found, at, new Words(found.cause(), found.report(), found.closing()), found.warnings()),
                        "registry.outageOver",
                        Actor.SYSTEM));
    }

    /**
     * 可用率 by node and system.
     *
     * @param percent two digits, rounded down: of all seconds, those not in an outage
     * @param unplanned how many
     */
    public record Rate(
            String node, String system, String percent, long seconds, int planned, int unplanned, boolean met) {}

    /** Over the last days, at most those since the first; overlapping outages of one system count once. */
    public List<Rate> availability(int days, Caller caller) {
        Instant until = clock.instant();
        Instant from = until.minus(Duration.ofDays(days));
        Map<String, List<Outage>> by = new LinkedHashMap<>();
        for (Outage one : store.between(from, until, caller.reach(Permission.REGISTRY_READ))) {
            by.computeIfAbsent(one.node() + '\n' + one.system(), key -> new ArrayList<>())
                    .add(one);
        }
        return by.values().stream().map(all -> rate(all, from, until)).toList();
    }

    private static Rate rate(List<Outage> all, Instant from, Instant until) {
        Availability counted =
                Availability.of(all.stream().map(Outage::reported).toList(), from, until, until);
        return new Rate(
                all.getFirst().node(),
                all.getFirst().system(),
                counted.percent(),
                counted.lost(),
                counted.plannedTimes(),
                counted.unplannedTimes(),
                new BigDecimal(counted.percent()).compareTo(GOAL) >= 0);
    }

    @Override
    public List<Reported> between(Instant from, Instant until) {
        return store.between(from, until).stream().map(Outage::reported).toList();
    }
}
