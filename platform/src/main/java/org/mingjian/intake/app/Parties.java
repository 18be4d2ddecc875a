package org.mingjian.intake.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mingjian.identity.Accounts;
import org.mingjian.identity.Organisation;
import org.mingjian.intake.domain.Draft;
import org.mingjian.intake.domain.Registration;
import org.mingjian.kernel.FieldProblem;
import org.springframework.stereotype.Component;

/** Who tenders and which agency acts for it, from what the platform knows; names are never asked (一次填报). */
@Component
class Parties {

    /** The two organisations of a registration. */
    record Named(Organisation tenderer, @Nullable Organisation agency) {}

    private final Accounts accounts;

    Parties(Accounts accounts) {
        this.accounts = accounts;
    }

    /** True when the applicant names another organisation as the tenderer. */
    boolean isByAgency(Registration registration) {
        String client = registration.draft().tenderer().creditCode();
        return client != null
                && !client.isBlank()
                && !client.equals(applicant(registration).creditCode());
    }

    List<FieldProblem> problems(Registration registration) {
        List<FieldProblem> problems = new ArrayList<>();
        Draft.Tenderer named = registration.draft().tenderer();
        if (isByAgency(registration)) {
            unknown("tenderer.creditCode", named.creditCode()).ifPresent(problems::add);
            if (named.agencyCreditCode() != null
                    && !named.agencyCreditCode().equals(applicant(registration).creditCode())) {
                problems.add(new FieldProblem("tenderer.agencyCreditCode", "NOT_APPLICANT", "代理机构就是登记单位，不必填写"));
            }
        } else if (named.agencyCreditCode() != null) {
            unknown("tenderer.agencyCreditCode", named.agencyCreditCode()).ifPresent(problems::add);
            if (named.agencyCreditCode().equals(applicant(registration).creditCode())) {
                problems.add(new FieldProblem("tenderer.agencyCreditCode", "SAME_ORGANISATION", "代理机构不能是招标人自己"));
            }
        }
        return problems;
    }

    private Optional<FieldProblem> unknown(String field, @Nullable String creditCode) {
        if (creditCode != null && accounts.organisationByCreditCode(creditCode).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(new FieldProblem(field, "UNKNOWN_ORGANISATION", "平台没有这个统一社会信用代码的单位，请其先注册"));
    }

    /** @throws java.util.NoSuchElementException before {@link #problems} is empty */
    Named of(Registration registration) {
        Organisation applicant = applicant(registration);
        Draft.Tenderer named = registration.draft().tenderer();
        if (isByAgency(registration)) {
            return new Named(byCode(named.creditCode()).orElseThrow(), applicant);
        }
        return new Named(applicant, byCode(named.agencyCreditCode()).orElse(null));
    }

    private Optional<Organisation> byCode(@Nullable String creditCode) {
        return creditCode == null ? Optional.empty() : accounts.organisationByCreditCode(creditCode);
    }

    private Organisation applicant(Registration registration) {
        return accounts.organisation(registration.applicant()).orElseThrow();
    }
}
