package org.mingjian.deposit.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.mingjian.deposit.app.KeepingDeposits;
import org.mingjian.deposit.store.DepositStore.Deposit;
import org.mingjian.identity.Caller;
import org.mingjian.identity.Needs;
import org.mingjian.identity.Permission;
import org.mingjian.kernel.Money;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Deposits of a trade. */
@RestController
@RequestMapping("/api/trades/{code}/deposits")
class DepositController {

    record NewDeposit(
            @NotBlank @Pattern(regexp = "保函|转账|支票|现金") String form,
            @NotBlank @Size(max = 100) String number,
            @NotNull Money amount) {}

    record GivenBack(int returned) {}

    private final KeepingDeposits deposits;

    DepositController(KeepingDeposits deposits) {
        this.deposits = deposits;
    }

    @Needs(Permission.BID_SUBMIT)
    @PostMapping("/mine")
    Deposit give(@PathVariable String code, @Valid @RequestBody NewDeposit request, Caller caller) {
        return deposits.give(code, request.form(), request.number(), request.amount(), caller);
    }

    @Needs(Permission.BID_SUBMIT)
    @GetMapping("/mine")
    List<Deposit> mine(@PathVariable String code, Caller caller) {
        return deposits.mine(code, caller).stream().toList();
    }

    @Needs(Permission.DEPOSIT_KEEP)
    @GetMapping
    List<Deposit> all(@PathVariable String code) {
        return deposits.all(code);
    }

    @Needs(Permission.DEPOSIT_KEEP)
    @PostMapping("/return")
    GivenBack giveBack(@PathVariable String code, Caller caller) {
        return new GivenBack(deposits.giveBack(code, caller));
    }
}
