package org.mingjian.exchange.app;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.mingjian.exchange.domain.WarningRule;
import org.mingjian.exchange.store.QualityRuleFiles;
import org.mingjian.exchange.store.Sight;
import org.mingjian.exchange.store.WarningStore;
import org.mingjian.exchange.store.WarningStore.Warning;
import org.mingjian.facts.Actor;
import org.mingjian.facts.Facts;
import org.mingjian.facts.NewFact;
import org.mingjian.facts.Secrecy;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * 数据质量预警 (PL-01 … PL-09): what misses a rule is warned of once, and what no longer does is taken back;
 * begin and end are facts. A source below that misses a rule with a {@code situation} gets a draft of an order.
 */
@Service
public class RaisingWarnings {

    private static final String STREAM = "exchange:warnings";

    private final Observing observing;
    private final WarningStore store;
    private final QualityRuleFiles rules;
    private final KeepingOrders orders;
    private final Facts facts;
    private final InstantSource clock;

    RaisingWarnings(
            Observing observing,
            WarningStore store,
            QualityRuleFiles rules,
            KeepingOrders orders,
            Facts facts,
            InstantSource clock) {
        this.observing = observing;
        this.store = store;
        this.rules = rules;
        this.orders = orders;
        this.facts = facts;
        this.clock = clock;
    }

    /** A warning with its rule in words. */
    public record Shown(Warning warning, String title, String basis, String page) {}

    record Told(String rule, String subject, String level, String detail) {
        Told(Warning one) {
            this(one.rule(), one.subject(), one.level().name(), one.detail());
        }
    }

    /** 报送时限 each minute: what cannot wait. */
    @Scheduled(cron = "${mingjian.exchange.warn:20 * * * * *}", zone = "Asia/Shanghai")
    @Transactional
    public void lookAtLanes() {
        look(observing.rules(false));
        orders.lookAtTheClock();
    }

    /** Everything, each hour: rates are counted over 30 days. */
    @Scheduled(cron = "${mingjian.exchange.warn-rates:40 7 * * * *}", zone = "Asia/Shanghai")
    @Transactional
    public void look() {
        look(observing.rules(true));
        orders.lookAtTheClock();
    }

    private void look(List<WarningRule> asked) {
        Instant now = clock.instant();
        Set<String> names = asked.stream().map(WarningRule::rule).collect(Collectors.toSet());
        Map<String, Warning> standing = new HashMap<>();
        store.open().stream()
                .filter(one -> names.contains(one.rule()))
                .forEach(one -> standing.put(one.rule() + ' ' + one.subject(), one));
        for (Observing.Observed one : observing.look(asked)) {
            WarningRule rule = one.rule();
            Warning known = standing.remove(rule.rule() + ' ' + one.subject());
            if (known != null) {
                store.tell(known.id(), one.detail());
                continue;
            }
            Warning fresh = new Warning(
                    0, rule.rule(), one.subject(), one.region(), rule.level(), one.detail(), now, one.due(), null);
            if (store.begin(fresh)) {
                facts.record(NewFact.secret(STREAM, "exchange.warned", Actor.SYSTEM, new Told(fresh), Secrecy.PARTIES));
            }
            if (!rule.situation().isEmpty() && one.subject().startsWith("received:")) {
                orders.draft(one.subject().substring("received:".length()), Actor.SYSTEM);
            }
        }
        for (Warning gone : standing.values()) {
            if (store.end(gone.id(), now)) {
                facts.record(
                        NewFact.secret(STREAM, "exchange.warningEnded", Actor.SYSTEM, new Told(gone), Secrecy.PARTIES));
            }
        }
    }

    public List<Shown> open(Sight sight) {
        return shown(store.open(sight));
    }

    public List<Shown> all(int page, int size, Sight sight) {
        return shown(store.all(page, size, sight));
    }

    public long count(Sight sight) {
        return store.count(sight);
    }

    private List<Shown> shown(List<Warning> warnings) {
        Map<String, WarningRule> known =
                rules.warnings(LocalDate.ofInstant(clock.instant(), ScoringMonths.CHINA)).stream()
                        .collect(Collectors.toMap(WarningRule::rule, rule -> rule));
        return warnings.stream()
                .map(one -> {
                    WarningRule rule = known.get(one.rule());
                    return new Shown(
                            one,
                            rule == null ? one.rule() : rule.title(),
                            rule == null ? "" : rule.basis(),
                            rule == null ? "/data" : rule.page());
                })
                .toList();
    }
}
