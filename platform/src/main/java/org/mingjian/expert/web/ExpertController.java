package org.mingjian.expert.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjian.expert.ExpertId;
import org.mingjian.expert.ExpertState;
import org.mingjian.expert.ExpertView;
import org.mingjian.expert.NewExpert;
import org.mingjian.expert.Tie;
import org.mingjian.expert.app.KeepingExperts;
import org.mingjian.expert.store.ExpertStore;
import org.mingjian.identity.Accounts;
import org.mingjian.identity.Caller;
import org.mingjian.identity.IdentityError;
import org.mingjian.identity.Needs;
import org.mingjian.identity.Permission;
import org.mingjian.identity.Reach;
import org.mingjian.kernel.PlatformException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The expert pool for the centre's staff. */
@RestController
@RequestMapping("/api/experts")
class ExpertController {

    /** @param login of the expert's account; without one the expert cannot be drawn */
    record ExpertRow(
            @Nullable @Size(max = 100) String login,
            @NotBlank @Size(max = 100) String name,
            @NotBlank @Size(max = 200) String employer,
            @Nullable @Size(max = 18) String employerCode,
            @NotNull @Pattern(regexp = "\\d{6}") String regionCode,
            @NotEmpty List<@NotBlank String> specialties,
            @Min(0) @Max(80) int years,
            @Nullable List<Tie> ties,
            @Nullable @Size(max = 50) String education,
            @Nullable @Size(max = 50) String title,
            @Nullable Boolean working,

            @Nullable @Pattern(regexp = "[A-T]\\d{2}", message = "所属行业为一位字母和两位数字，如 E47")
            String industry) {}

    record Import(@NotEmpty @Size(max = 5000) List<@Valid ExpertRow> experts) {}

    record Imported(int count, List<ExpertId> ids) {}

    record Move(
            @NotNull @Pattern(regexp = "ACTIVE|PAUSED|RETIRED")
            String state,

            @NotBlank @Size(max = 500) String reason) {}

    record ExpertPage(long total, int page, int size, List<ExpertView> items) {}

    private final KeepingExperts keeping;
    private final ExpertStore store;
    private final Accounts accounts;

    ExpertController(KeepingExperts keeping, ExpertStore store, Accounts accounts) {
        this.keeping = keeping;
        this.store = store;
        this.accounts = accounts;
    }

    @Needs(Permission.EXPERT_POOL)
    @GetMapping
    ExpertPage list(
            @RequestParam @Nullable ExpertState state,
            @RequestParam(defaultValue = "") String search,
            @RequestParam(defaultValue = "0") int page,
            Caller caller) {
        int size = 50;
        Reach reach = caller.reach(Permission.EXPERT_POOL);
        int at = Math.clamp(page, 0, 1_000_000);
        return new ExpertPage(store.count(state, search, reach), at, size, store.page(state, search, reach, at, size));
    }

    @Needs(Permission.EXPERT_POOL)
    @PostMapping
    Imported register(@Valid @RequestBody Import request, Caller caller) {
        List<ExpertId> ids =
                keeping.registerAll(request.experts().stream().map(this::expert).toList(), caller);
        return new Imported(ids.size(), ids);
    }

    @Needs(Permission.EXPERT_POOL)
    @PostMapping("/{id}/state")
    ExpertView move(@PathVariable UUID id, @Valid @RequestBody Move request, Caller caller) {
        return keeping.move(new ExpertId(id), ExpertState.valueOf(request.state()), request.reason(), caller);
    }

    private NewExpert expert(ExpertRow row) {
        UUID account = row.login() == null ? null : account(row.login());
        return new NewExpert(
                account,
                row.name(),
                row.employer(),
                row.employerCode(),
                row.regionCode(),
                row.specialties(),
                row.years(),
                row.ties() == null ? List.of() : row.ties(),
                new NewExpert.Particulars(row.education(), row.title(), row.working(), row.industry()));
    }

    private UUID account(String login) {
        return accounts.accountByLogin(login)
                .orElseThrow(() -> new PlatformException(IdentityError.ACCOUNT_NOT_FOUND, login))
                .id();
    }
}
