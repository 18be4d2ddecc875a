package org.mingjian.tender.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.mingjian.identity.Caller;
import org.mingjian.identity.Needs;
import org.mingjian.identity.Permission;
import org.mingjian.tender.app.HaltingTrades;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** 责令暂停, 恢复, 终止招标. */
@RestController
@RequestMapping("/api/trades/{code}")
class HaltController {

    record Order(
            @NotBlank @Size(max = 200) String basis,
            @NotBlank @Size(max = 4000) String reason) {}

    record Reason(@NotBlank @Size(max = 4000) String reason) {}

    private final HaltingTrades halting;
    private final TradeController trades;

    HaltController(HaltingTrades halting, TradeController trades) {
        this.halting = halting;
        this.trades = trades;
    }

    @Needs(Permission.TRADE_SUSPEND)
    @PostMapping("/suspend")
    TradeController.View suspend(@PathVariable String code, @Valid @RequestBody Order request, Caller caller) {
        return trades.view(halting.suspend(code, request.basis(), request.reason(), caller), caller);
    }

    @Needs(Permission.TRADE_SUSPEND)
    @PostMapping("/resume")
    TradeController.View resume(@PathVariable String code, @Valid @RequestBody Reason request, Caller caller) {
        return trades.view(halting.resume(code, request.reason(), caller), caller);
    }

    @Needs(Permission.TRADE_TERMINATE)
    @PostMapping("/terminate")
    TradeController.View terminate(@PathVariable String code, @Valid @RequestBody Reason request, Caller caller) {
        return trades.view(halting.terminate(code, request.reason(), caller), caller);
    }
}
