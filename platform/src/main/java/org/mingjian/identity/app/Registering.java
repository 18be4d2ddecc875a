package org.mingjian.identity.app;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjian.identity.Accounts;
import org.mingjian.identity.Accounts.AccountView;
import org.mingjian.identity.Accounts.NewAccount;
import org.mingjian.identity.IdentityError;
import org.mingjian.identity.Organisation;
import org.mingjian.identity.Role;
import org.mingjian.identity.store.CreditCodeExceptions;
import org.mingjian.kernel.CreditCode;
import org.mingjian.kernel.FieldProblem;
import org.mingjian.kernel.InvalidFields;
import org.mingjian.kernel.PlatformException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 市场主体注册: a company and its first account; only the roles that companies have. */
@Service
public class Registering {

    private static final Set<Role> COMPANY_ROLES = EnumSet.of(Role.TENDERER, Role.AGENCY, Role.BIDDER);

    /** The company as registered. */
    public record Company(String name, String creditCode, String regionCode) {}

    /** Its first account. */
    public record Person(
            String login, String name, @Nullable String password, Set<Role> roles) {}

    /** What came of it. */
    public record Registered(
            UUID account, UUID organisation, @Nullable String certificate) {}

    private final Accounts accounts;

    private final CreditCodeExceptions exceptions;

    Registering(Accounts accounts, CreditCodeExceptions exceptions) {
        this.accounts = accounts;
        this.exceptions = exceptions;
    }

    @Transactional
    public Registered company(Company company, Person person, byte @Nullable [] publicKey) {
        if (!COMPANY_ROLES.containsAll(person.roles())) {
            throw new PlatformException(IdentityError.NOT_PERMITTED, "单位只能注册为招标人、招标代理或投标人");
        }
        if (person.password() == null && publicKey == null) {
            throw new PlatformException(IdentityError.INVALID_INPUT, "口令和公钥至少有一项");
        }
        requireRealCode(company.creditCode());
        Organisation organisation = accounts.addOrganisation(new Organisation(
                UUID.randomUUID(),
                company.name(),
                Organisation.Kind.COMPANY,
                company.regionCode(),
                company.creditCode(),
                null));
        AccountView account = accounts.add(
                new NewAccount(person.login(), person.name(), person.password(), person.roles(), organisation.id()));
        String serial = publicKey == null
                ? null
                : accounts.certify(account.id(), publicKey).serial();
        return new Registered(account.id(), organisation.id(), serial);
    }

    /** GB 32100: whoever registers types the code, and a slip would make another company of it. */
    private void requireRealCode(String creditCode) {
        try {
            CreditCode.of(creditCode, exceptions::has);
        } catch (IllegalArgumentException wrong) {
            throw new InvalidFields(
                    List.of(new FieldProblem("creditCode", "CREDIT_CODE", String.valueOf(wrong.getMessage()))));
        }
    }
}
