package org.mingjian.identity.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.mingjian.identity.Caller;
import org.mingjian.identity.Enrolling;
import org.mingjian.identity.Needs;
import org.mingjian.identity.Permission;
import org.mingjian.identity.app.KeepingPasswords;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** One's own password. */
@RestController
@RequestMapping("/api/password")
class PasswordController {

    record Wanted(
            @NotBlank @Size(max = 200) String old,
            @NotBlank @Size(max = 200) String wanted) {}

    private final KeepingPasswords keeping;

    PasswordController(KeepingPasswords keeping) {
        this.keeping = keeping;
    }

    /** Every session of the account ends, this one too: sign in anew. */
    @Enrolling
    @Needs(Permission.SELF)
    @PostMapping
    void change(@Valid @RequestBody Wanted request, Caller caller) {
        keeping.change(caller, request.old(), request.wanted());
    }
}
