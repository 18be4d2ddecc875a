package org.mingjian.exchange.app;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingjian.exchange.domain.OrderState;
import org.mingjian.exchange.store.OrderStore;
import org.mingjian.exchange.store.Sight;
import org.mingjian.identity.Caller;
import org.mingjian.identity.Permission;
import org.mingjian.identity.Role;
import org.mingjian.tender.Duties;
import org.mingjian.tender.Duty;
import org.springframework.stereotype.Component;

/** 数据管理待办: what stands as a warning, and orders to mend that wait for this officer. */
@Component
class QualityDuties implements Duties {

    private static final String BASIS = "运行管理办法 §35";

    private final RaisingWarnings warnings;
    private final OrderStore orders;
    private final Node node;

    QualityDuties(RaisingWarnings warnings, OrderStore orders, Node node) {
        this.warnings = warnings;
        this.orders = orders;
        this.node = node;
    }

    @Override
    public List<Duty> of(Caller caller) {
        if (!caller.is(Role.DATA_OFFICER)) {
            return List.of();
        }
        Sight sight = Sight.of(caller.reach(Permission.EXCHANGE_CORRECT), node.region());
        boolean orderer =
                Sight.of(caller.reach(Permission.EXCHANGE_ORDER), node.region()).coversHome();
        List<Duty> duties = new ArrayList<>();
        warnings.open(sight)
                .forEach(one -> duties.add(new Duty(
                        "exchange.warning:" + one.warning().id(),
                        one.title(),
                        subject(one.warning().subject()) + one.warning().detail(),
                        one.warning().rule() + " " + one.basis(),
                        one.warning().due(),
                        one.warning().started(),
                        one.page(),
                        null)));
        for (OrderState state : OrderState.values()) {
            String title = title(state, orderer);
            if (!title.isEmpty()) {
                orders.in(state).stream()
                        .filter(order -> sight.covers(order.region()))
                        .forEach(order -> duties.add(duty(order, title)));
            }
        }
        return duties;
    }

    /** Which source it is about; lanes say it themselves. */
    private static String subject(String subject) {
        if (subject.startsWith("received:")) {
            return "来自" + subject.substring("received:".length()) + "：";
        }
        if (subject.startsWith("node:")) {
            return "节点" + subject.substring("node:".length()) + "：";
        }
        return subject.startsWith("sent:") && subject.length() > "sent:".length()
                ? "上报" + subject.substring("sent:".length()) + "："
                : "";
    }

    private static String title(OrderState state, boolean orderer) {
        return switch (state) {
            case DRAFTED -> orderer ? "发出限期整改单" : "";
            case ORDERED -> orderer ? "" : "整改并提交整改情况";
            case ANSWERED -> orderer ? "核实整改情况" : "";
            case OVERDUE -> orderer ? "通报逾期未改的来源" : "整改已逾期，立即提交整改情况";
            case CENSURED -> orderer ? "" : "已被通报，整改并提交整改情况";
            case CLOSED, DROPPED -> "";
        };
    }

    private static Duty duty(OrderStore.Order order, String title) {
        return new Duty(
                "exchange.order:" + order.id() + ":" + order.state(),
                title,
                order.sourceName() + " " + order.source() + (order.number().isEmpty() ? "" : "，" + order.number()),
                BASIS,
                order.state() == OrderState.ORDERED ? endOf(order.due()) : null,
                order.sentAt() == null ? order.draftedAt() : order.sentAt(),
                "/data/orders",
                null);
    }

    private static @Nullable Instant endOf(@Nullable LocalDate day) {
        return day == null
                ? null
                : day.plusDays(1).atStartOfDay(ScoringMonths.CHINA).toInstant();
    }
}
