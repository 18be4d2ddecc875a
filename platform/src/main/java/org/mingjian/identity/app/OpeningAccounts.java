package org.mingjian.identity.app;

import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.mingjian.identity.Accounts.NewAccount;
import org.mingjian.identity.IdentityError;
import org.mingjian.identity.store.AccountStore;
import org.mingjian.kernel.PlatformException;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/**
 * Opens accounts that need no second person: those of companies that register themselves, and the samples of a sandbox
 * or a test. Staff are opened by proposal and activation.
 */
@Component
class OpeningAccounts {

    private final AccountStore store;
    private final Passwords passwords;
    private final GivingRights giving;
    private final InstantSource clock;
    private final boolean samples;

    OpeningAccounts(
            AccountStore store,
            Passwords passwords,
            GivingRights giving,
            InstantSource clock,
            Environment environment) {
        this.store = store;
        this.passwords = passwords;
        this.giving = giving;
        this.clock = clock;
        this.samples = environment.acceptsProfiles(Profiles.of("sandbox", "test", "bench"));
    }

    UUID open(NewAccount account) {
        boolean registered = giving.isOpenToCompanies(account.roles());
        if (account.roles().isEmpty() || (!registered && !samples)) {
            throw new PlatformException(IdentityError.NOT_PERMITTED, "工作人员账户由系统管理员提议、安全管理员激活");
        }
        UUID id = UUID.randomUUID();
        String password = account.password();
        var row = new AccountStore.NewRow(
                id, account.login(), account.name(), account.organisation(), new AccountStore.Person(null, null));
        try {
            store.add(row, password == null ? null : passwords.hash(account.login(), password), false, clock.instant());
        } catch (DuplicateKeyException e) {
            throw new PlatformException(IdentityError.LOGIN_TAKEN, account.login(), e);
        }
        giving.first(id, account.organisation(), account.roles(), registered);
        return id;
    }

    boolean isPassword(String password, Optional<String> hash) {
        return passwords.matches(password, hash);
    }
}
