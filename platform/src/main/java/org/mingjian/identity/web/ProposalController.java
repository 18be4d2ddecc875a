package org.mingjian.identity.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjian.identity.Caller;
import org.mingjian.identity.IdentityError;
import org.mingjian.identity.Needs;
import org.mingjian.identity.Permission;
import org.mingjian.identity.Role;
import org.mingjian.identity.app.DecidingChanges;
import org.mingjian.identity.app.ProposingChanges;
import org.mingjian.identity.app.ReadingRights;
import org.mingjian.identity.domain.Change;
import org.mingjian.identity.domain.Change.Kind;
import org.mingjian.kernel.PlatformException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** 三员分立: the system administrator proposes, the security administrator activates, the auditor looks on. */
@RestController
@RequestMapping("/api/proposals")
class ProposalController {

    /** @param region 行政区划代码 of six digits; left out for the organisation's own */
    record Grant(
            @NotNull Role role,
            @Nullable @Pattern(regexp = "\\d{6}") String region,
            @Nullable UUID department,
            @Nullable @Size(max = 40) String tradeKind,
            @Nullable @Size(max = 60) String trade,
            @Nullable Instant endsAt) {

        Change.Wanted wanted() {
            return new Change.Wanted(role, region, department, tradeKind, trade, endsAt);
        }
    }

    /** @param idNumber 证件号码; digested at once, never stored */
    record NewAccount(
            @NotBlank @Size(max = 100) @Pattern(regexp = "[A-Za-z0-9._-]+")
            String login,

            @NotBlank @Size(max = 100) String name,
            @NotBlank @Size(max = 40) String idNumber,
            @Nullable UUID organisation,
            @Nullable UUID post,
            @NotEmpty @Valid List<Grant> grants) {}

    /**
     * A change in one of the ways that have no address of their own.
     *
     * @param kind not OPEN_ACCOUNT, DELEGATE, CHANGE_TRUST or CHANGE_SETTING; {@code change} is shaped by it
     */
    record AnyChange(@NotNull Kind kind, @NotNull JsonNode change) {}

    record Reason(@NotBlank @Size(max = 500) String reason) {}

    record Delegation(
            @NotNull UUID grant,
            @NotBlank @Size(max = 100) String to,
            @NotNull Instant from,
            @NotNull Instant until,
            @NotBlank @Size(max = 500) String reason) {}

    record Made(UUID id) {}

    private final ProposingChanges proposing;
    private final DecidingChanges deciding;
    private final ReadingRights reading;
    private final JsonMapper json;

    ProposalController(ProposingChanges proposing, DecidingChanges deciding, ReadingRights reading, JsonMapper json) {
        this.proposing = proposing;
        this.deciding = deciding;
        this.reading = reading;
        this.json = json;
    }

    @Needs(Permission.RIGHTS_READ)
    @GetMapping
    Map<String, Object> list(
            @RequestParam(defaultValue = "true") boolean open,
            @RequestParam(defaultValue = "0") @Min(0) int page,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int size) {
        var found = reading.proposals(open, page, size);
        return Map.of("items", found.items(), "total", found.total(), "page", page, "size", size);
    }

    @Needs(Permission.ACCOUNT_KEEP)
    @PostMapping("/account")
    Made open(@Valid @RequestBody NewAccount wanted, Caller caller) {
        var person = new ProposingChanges.NewPerson(
                wanted.login(),
                wanted.name(),
                wanted.idNumber(),
                wanted.organisation(),
                wanted.post(),
                wanted.grants().stream().map(Grant::wanted).toList());
        return new Made(proposing.open(person, caller));
    }

    /** Rights may be proposed by a security administrator too; another one must then activate. */
    @Needs(Permission.CHANGE_PROPOSE)
    @PostMapping("/change")
    Made change(@Valid @RequestBody AnyChange wanted, Caller caller) {
        if (Set.of(Kind.OPEN_ACCOUNT, Kind.DELEGATE, Kind.CHANGE_TRUST, Kind.CHANGE_SETTING)
                .contains(wanted.kind())) {
            throw new PlatformException(IdentityError.INVALID_INPUT, "开户、委托、信任名单和系统设置另有入口");
        }
        Change change = json.treeToValue(wanted.change(), wanted.kind().type());
        if (!ProposingChanges.mayPropose(change, caller)) {
            throw new PlatformException(IdentityError.NOT_PERMITTED, "账户的变更由系统管理员提议");
        }
        return new Made(proposing.change(change, caller));
    }

    @Needs(Permission.SELF)
    @PostMapping("/delegation")
    Made delegate(@Valid @RequestBody Delegation wanted, Caller caller) {
        UUID to = reading.accountByLogin(wanted.to());
        return new Made(proposing.change(
                new Change.Delegate(to, wanted.grant(), wanted.from(), wanted.until(), wanted.reason()), caller));
    }

    @Needs(Permission.GRANT_KEEP)
    @PostMapping("/{id}/activate")
    DecidingChanges.Activated activate(@PathVariable UUID id, Caller caller) {
        return deciding.activate(id, caller);
    }

    @Needs(Permission.GRANT_KEEP)
    @PostMapping("/{id}/reject")
    void reject(@PathVariable UUID id, @Valid @RequestBody Reason reason, Caller caller) {
        deciding.reject(id, reason.reason(), caller);
    }

    @Needs(Permission.SELF)
    @PostMapping("/{id}/withdraw")
    void withdraw(@PathVariable UUID id, Caller caller) {
        proposing.withdraw(id, caller);
    }
}
