package org.mingjian.watch.app;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mingjian.identity.Accounts;
import org.mingjian.watch.domain.Barrier;
import org.mingjian.watch.store.AlarmStore;
import org.mingjian.watch.store.AttackStore;
import org.mingjian.watch.store.BarrierStore;
import org.springframework.stereotype.Service;

/** What the page 攻击与告警 shows. */
@Service
public class ShowingAttacks {

    private static final int TOP = 10;
    private static final int POINTS = 48;

    /** @param refuses whether it is refused, or counted only */
    public record RuleView(String rule, String title, String reason, boolean refuses, long count) {}

    public record TopView(String who, String title, long count, Instant last, List<String> rules) {}

    /**
     * @param step minutes between two points
     * @param points only where something was counted
     * @param waiting alarms that nobody has dealt with
     */
    public record Summary(
            Instant from,
            Instant until,
            long step,
            List<RuleView> rules,
            List<AttackStore.Point> points,
            List<TopView> addresses,
            List<TopView> accounts,
            long waiting) {}

    public record Line(
            Instant minute, String rule, String title, String address, String login, long count, String sample) {}

    /** @param state 待复核、生效、到期 or 已解除 */
    public record BarrierView(
            UUID id,
            Barrier.Target target,
            String title,
            Barrier.Measure measure,
            Instant from,
            Instant until,
            String reason,
            String setBy,
            @Nullable String confirmedBy,
            @Nullable String liftedBy,
            @Nullable String liftedWhy,
            String state,
            boolean waits,
            boolean open) {}

    public record AlarmView(
            long id,
            Instant at,
            String kind,
            String title,
            String subject,
            String detail,
            @Nullable String seenBy,
            @Nullable Instant seenAt) {}

    private final CountingAttacks attacks;
    private final AttackStore store;
    private final BarrierStore barriers;
    private final AlarmStore alarms;
    private final Accounts accounts;
    private final InstantSource clock;

    ShowingAttacks(
            CountingAttacks attacks,
            AttackStore store,
            BarrierStore barriers,
            AlarmStore alarms,
            Accounts accounts,
            InstantSource clock) {
        this.attacks = attacks;
        this.store = store;
        this.barriers = barriers;
        this.alarms = alarms;
        this.accounts = accounts;
        this.clock = clock;
    }

    /** What was counted a moment ago is written down first. */
    public Summary summary(int hours) {
        attacks.flush();
        Instant now = clock.instant();
        Instant from = now.minus(Duration.ofHours(hours));
        Duration step = Duration.ofMinutes(Math.max(1, hours * 60L / POINTS));
        List<AttackStore.Point> points = store.points(from, step);
        Map<String, Long> counts = points.stream()
                .collect(Collectors.groupingBy(
                        AttackStore.Point::rule, Collectors.summingLong(AttackStore.Point::count)));
        List<RuleView> rules = attacks.all().stream()
                .map(rule -> new RuleView(
                        rule.rule(),
                        rule.title(),
                        rule.reason(),
                        rule.answer() == org.mingjian.watch.domain.Known.Answer.REFUSE,
                        counts.getOrDefault(rule.rule(), 0L)))
                .toList();
        return new Summary(
                from,
                now,
                step.toMinutes(),
                rules,
                points,
                top(store.addresses(from, TOP), Function.identity()),
                top(store.accounts(from, TOP), this::login),
                alarms.waiting());
    }

    private List<TopView> top(List<AttackStore.Top> found, Function<String, String> title) {
        return found.stream()
                .map(one -> new TopView(
                        one.who(),
                        title.apply(one.who()),
                        one.count(),
                        one.last(),
                        one.rules().stream().map(attacks::title).toList()))
                .toList();
    }

    private String login(String account) {
        return account.isEmpty()
                ? ""
                : accounts.account(UUID.fromString(account))
                        .map(Accounts.AccountView::login)
                        .orElse("");
    }

    /** @param who an address, or a login name, whole */
    public List<Line> list(String rule, String who, int page, int size) {
        return store.list(rule, subject(who), page * size, size).stream()
                .map(one -> new Line(
                        one.minute(),
                        one.rule(),
                        attacks.title(one.rule()),
                        one.address(),
                        login(one.account()),
                        one.count(),
                        one.sample()))
                .toList();
    }

    public long total(String rule, String who) {
        return store.total(rule, subject(who));
    }

    private String subject(String who) {
        return accounts.accountByLogin(who.strip())
                .map(found -> found.id().toString())
                .orElse(who.strip());
    }

    public List<BarrierView> barriers(int page, int size) {
        Instant now = clock.instant();
        return barriers.all(page * size, size).stream()
                .map(one -> view(one, now))
                .toList();
    }

    public long barrierTotal() {
        return barriers.count();
    }

    private static BarrierView view(Barrier one, Instant now) {
        Barrier.Hand confirmed = one.confirmed();
        Barrier.Hand lifted = one.lifted();
        boolean over = !now.isBefore(one.span().until());
        String state = lifted != null ? "已解除" : over ? "到期" : one.waits() ? "待第二人复核" : "生效";
        return new BarrierView(
                one.id(),
                one.target(),
                one.title(),
                one.measure(),
                one.span().from(),
                one.span().until(),
                one.reason(),
                one.set().name(),
                confirmed == null ? null : confirmed.name(),
                lifted == null ? null : lifted.name(),
                one.liftedWhy(),
                state,
                one.waits() && !over,
                lifted == null && !over);
    }

    public List<AlarmView> alarms(int page, int size) {
        return alarms.list(page * size, size).stream()
                .map(one -> new AlarmView(
                        one.id(),
                        one.at(),
                        one.kind().name(),
                        one.kind().title(),
                        one.subject(),
                        one.detail(),
                        one.seenBy(),
                        one.seenAt()))
                .toList();
    }
}
