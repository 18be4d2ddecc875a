package org.mingjian.deposit.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.mingjian.deposit.app.ImportingStatement;
import org.mingjian.deposit.store.BankStore.Compared;
import org.mingjian.identity.Caller;
import org.mingjian.identity.Needs;
import org.mingjian.identity.Permission;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The bank's statement against the registered deposits. */
@RestController
@RequestMapping("/api/deposits")
class StatementController {

    /** @param csv heading, then {@code date,amount,payerAccount,reference} */
    record Statement(@NotBlank @Size(max = 4_000_000) String csv) {}

    private final ImportingStatement importing;

    StatementController(ImportingStatement importing) {
        this.importing = importing;
    }

    @Needs(Permission.DEPOSIT_KEEP)
    @PostMapping("/statement")
    ImportingStatement.Imported read(@Valid @RequestBody Statement statement, Caller caller) {
        return importing.read(statement.csv(), caller);
    }

    @Needs(Permission.DEPOSIT_KEEP)
    @GetMapping("/differences")
    List<Compared> differences(Caller caller) {
        return importing.differences(caller);
    }
}
