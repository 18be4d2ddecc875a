package org.mingjian.identity.app;

import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjian.identity.Accounts;
import org.mingjian.identity.Accounts.AccountView;
import org.mingjian.identity.Accounts.NewAccount;
import org.mingjian.identity.IdentityError;
import org.mingjian.identity.Organisation;
import org.mingjian.identity.Role;
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

    Registering(Accounts accounts) {
        this.accounts = accounts;
    }

    @Transactional
    public Registered company(Company company, Person person, byte @Nullable [] publicKey) {
        if (!COMPANY_ROLES.containsAll(person.roles())) {
            throw new PlatformException(IdentityError.NOT_PERMITTED, "单位只能注册为招标人、招标代理或投标人");
        }
        if (person.password() == null && publicKey == null) {
            throw new PlatformException(IdentityError.INVALID_INPUT, "口令和公钥至少有一项");
        }
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
}
