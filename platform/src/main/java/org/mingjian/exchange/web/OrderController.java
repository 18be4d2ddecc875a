package org.mingjian.exchange.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjian.exchange.app.KeepingOrders;
import org.mingjian.exchange.app.RaisingWarnings;
import org.mingjian.exchange.domain.OrderFact;
import org.mingjian.exchange.domain.OrderLife;
import org.mingjian.exchange.store.OrderStore;
import org.mingjian.exchange.store.Sight;
import org.mingjian.identity.Caller;
import org.mingjian.identity.IdentityError;
import org.mingjian.identity.Needs;
import org.mingjian.identity.Permission;
import org.mingjian.kernel.Outcome;
import org.mingjian.kernel.PlatformException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** 预警 and 限期整改. Only who sees the whole node orders; only the source's own officer answers. */
@RestController
class OrderController {

    private final KeepingOrders keeping;
    private final RaisingWarnings warnings;
    private final OrderStore orders;
    private final Sights sights;

    OrderController(KeepingOrders keeping, RaisingWarnings warnings, OrderStore orders, Sights sights) {
        this.keeping = keeping;
        this.warnings = warnings;
        this.orders = orders;
        this.sights = sights;
    }

    record WarningPage(List<RaisingWarnings.Shown> items, long total, int page, int size) {}

    /** @param acts what the caller may do with it next */
    record Shown(OrderStore.Order order, String stateTitle, List<OrderStore.Step> steps, List<OrderFact> acts) {}

    record OrderPage(List<Shown> items, long total, int page, int size, boolean mayOrder) {}

    record Asked(@NotBlank @Size(max = 20) String source) {}

    /** @param due the last day, for a sent or returned order; the rule's days without it */
    record Act(
            @NotNull OrderFact fact,
            @Nullable @Size(max = 2000) String words,
            @Nullable LocalDate due) {}

    /** Those that stand; {@code all} with those that ended. */
    @Needs(Permission.EXCHANGE_READ)
    @GetMapping("/api/exchange/warnings")
    WarningPage warnings(
            @RequestParam(defaultValue = "false") boolean all,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "20") int size,
            Caller caller) {
        Sight sight = sights.reading(caller);
        if (all) {
            return new WarningPage(
                    warnings.all(Sights.page(page), Sights.size(size), sight),
                    warnings.count(sight),
                    Sights.page(page),
                    Sights.size(size));
        }
        List<RaisingWarnings.Shown> open = warnings.open(sight);
        return new WarningPage(open, open.size(), 0, Math.max(1, open.size()));
    }

    @Needs(Permission.EXCHANGE_READ)
    @GetMapping("/api/exchange/orders")
    OrderPage orders(
            @RequestParam(defaultValue = "0") int page, @RequestParam(defaultValue = "20") int size, Caller caller) {
        Sight sight = sights.reading(caller);
        boolean orderer = mayOrder(caller);
        return new OrderPage(
                orders.all(sight, orderer, Sights.page(page), Sights.size(size)).stream()
                        .map(order -> shown(order, caller))
                        .toList(),
                orders.count(sight, orderer),
                Sights.page(page),
                Sights.size(size),
                orderer);
    }

    /** A draft from the figures of the last 30 days. */
    @Needs(Permission.EXCHANGE_ORDER)
    @PostMapping("/api/exchange/orders")
    Shown draft(@RequestBody @Valid Asked asked, Caller caller) {
        requireOrderer(caller);
        OrderStore.Order order = keeping.draft(Sights.source(asked.source()), caller.actor())
                .map(Outcome::done)
                .orElseGet(() -> Outcome.refused("NOTHING_TO_ORDER", "运行管理办法 §35", "最近30天没有低于目标的指标，或已有未办结的整改单"))
                .orRefuse();
        return shown(order, caller);
    }

    @Needs(Permission.EXCHANGE_READ)
    @PostMapping("/api/exchange/orders/{id}")
    Shown act(@PathVariable UUID id, @RequestBody @Valid Act act, Caller caller) {
        boolean answers = act.fact() == OrderFact.ANSWERED;
        if (answers) {
            if (!caller.may(Permission.EXCHANGE_CORRECT)) {
                throw new PlatformException(IdentityError.NOT_PERMITTED, "整改情况由来源所在地的数据管理员提交");
            }
        } else {
            requireOrderer(caller);
        }
        if (act.fact() == OrderFact.MISSED) {
            throw new PlatformException(IdentityError.NOT_PERMITTED, "逾期由时钟认定");
        }
        String words = act.words() == null ? "" : act.words().strip();
        if (words.isEmpty() && act.fact() != OrderFact.SENT) {
            Outcome.<OrderFact>refused("WORDS_NEEDED", "运行管理办法 §35", "请写明理由或情况").orRefuse();
        }
        Sight sight = sights.of(caller, answers ? Permission.EXCHANGE_CORRECT : Permission.EXCHANGE_ORDER);
        return shown(
                keeping.act(id, act.fact(), new KeepingOrders.Said(words, act.due()), sight, caller.actor()), caller);
    }

    private Shown shown(OrderStore.Order order, Caller caller) {
        boolean orderer = mayOrder(caller);
        List<OrderFact> acts = OrderLife.TABLE.edges().getOrDefault(order.state(), java.util.Map.of()).keySet().stream()
                .filter(fact -> switch (fact) {
                    case MISSED -> false;
                    case ANSWERED ->
                        caller.may(Permission.EXCHANGE_CORRECT)
                                && !order.sentBy().equals(caller.account().toString());
                    case SENT, DROPPED, RETURNED, CENSURED, CLOSED -> orderer;
                })
                .toList();
        return new Shown(order, order.state().title(), orders.steps(order.id()), acts);
    }

    private boolean mayOrder(Caller caller) {
        return caller.may(Permission.EXCHANGE_ORDER)
                && sights.of(caller, Permission.EXCHANGE_ORDER).coversHome();
    }

    private void requireOrderer(Caller caller) {
        if (!mayOrder(caller)) {
            throw new PlatformException(IdentityError.NOT_PERMITTED, "限期整改由能看到整个平台的数据管理员发出");
        }
    }
}
