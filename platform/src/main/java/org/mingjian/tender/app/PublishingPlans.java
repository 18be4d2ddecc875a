package org.mingjian.tender.app;

import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjian.facts.Facts;
import org.mingjian.facts.NewFact;
import org.mingjian.identity.Caller;
import org.mingjian.identity.Organisation;
import org.mingjian.kernel.FieldProblem;
import org.mingjian.kernel.InvalidFields;
import org.mingjian.tender.domain.Plan;
import org.mingjian.tender.store.PlanStore;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 招标计划: published at once, for companies to prepare. */
@Service
public class PublishingPlans {

    /** One page and how many there are. */
    public record Found(List<Plan> items, long total) {}

    private final PlanStore store;
    private final Facts facts;
    private final InstantSource clock;

    PublishingPlans(PlanStore store, Facts facts, InstantSource clock) {
        this.store = store;
        this.facts = facts;
        this.clock = clock;
    }

    @Transactional
    public Plan publish(Plan.Content content, Caller caller) {
        YearMonth now = YearMonth.from(clock.instant().atZone(ZoneId.of("Asia/Shanghai")));
        if (YearMonth.parse(content.month()).isBefore(now)) {
            throw new InvalidFields(List.of(new FieldProblem("month", "IN_THE_PAST", "计划月份不能早于本月")));
        }
        Organisation publisher = caller.requireOrganisation();
        Plan plan = new Plan(UUID.randomUUID(), publisher.id(), publisher.name(), content, clock.instant());
        store.add(plan);
        facts.record(NewFact.open(plan.stream(), "plan.published", caller.actor(), content));
        return plan;
    }

    public Found list(@Nullable String words, int page, int size) {
        return new Found(store.list(words, size, (long) page * size), store.count(words));
    }
}
