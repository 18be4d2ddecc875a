package org.mingjian.deposit.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjian.deposit.app.KeepingDeposits;
import org.mingjian.deposit.app.ReturningDeposits;
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
            @NotBlank @Pattern(regexp = "保函|担保保函|保险保函|转账|支票|现金")
            String form,

            @NotBlank @Size(max = 100) String number,
            @NotNull Money amount) {}

    /** @param annualRate 银行同期活期存款年利率 as a fraction, such as {@code "0.0015"}; absent: no interest was agreed */
    record Rate(
            @Nullable @DecimalMin("0") @DecimalMax("0.2") BigDecimal annualRate) {}

    record GivenBack(int returned) {}

    private final KeepingDeposits deposits;
    private final ReturningDeposits returning;

    DepositController(KeepingDeposits deposits, ReturningDeposits returning) {
        this.deposits = deposits;
        this.returning = returning;
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

    /** Of those who took their bid back; they are no bidders any more, so the secret of the others is kept. */
    @Needs(Permission.DEPOSIT_KEEP)
    @GetMapping("/withdrawn")
    List<Deposit> withdrawn(@PathVariable String code) {
        return deposits.withdrawn(code);
    }

    @Needs(Permission.DEPOSIT_KEEP)
    @PostMapping("/return")
    GivenBack giveBack(
            @PathVariable String code, @Valid @RequestBody(required = false) @Nullable Rate rate, Caller caller) {
        return new GivenBack(returning.all(code, rate == null ? null : rate.annualRate(), caller));
    }

    @Needs(Permission.DEPOSIT_KEEP)
    @PostMapping("/{id}/return")
    Deposit giveOneBack(
            @PathVariable String code,
            @PathVariable UUID id,
            @Valid @RequestBody(required = false) @Nullable Rate rate,
            Caller caller) {
        return returning.one(code, id, rate == null ? null : rate.annualRate(), caller);
    }
}
