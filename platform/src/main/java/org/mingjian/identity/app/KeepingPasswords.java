package org.mingjian.identity.app;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.mingjian.facts.Facts;
import org.mingjian.facts.NewFact;
import org.mingjian.facts.Secrecy;
import org.mingjian.identity.Caller;
import org.mingjian.identity.IdentityError;
import org.mingjian.identity.store.AccountStore;
import org.mingjian.identity.store.PasswordStore;
import org.mingjian.identity.store.SessionStore;
import org.mingjian.kernel.PlatformException;
import org.mingjian.ops.PlatformClock;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 改口令: by oneself with the old one, or by a reset that must be changed at the next login. */
@Service
public class KeepingPasswords {

    /** How many passwords back may not come again. */
    private static final int HISTORY = 5;

    private final AccountStore accounts;
    private final PasswordStore store;
    private final SessionStore sessions;
    private final Passwords passwords;
    private final Facts facts;
    private final PlatformClock clock;

    KeepingPasswords(
            AccountStore accounts,
            PasswordStore store,
            SessionStore sessions,
            Passwords passwords,
            Facts facts,
            PlatformClock clock) {
        this.accounts = accounts;
        this.store = store;
        this.sessions = sessions;
        this.passwords = passwords;
        this.facts = facts;
        this.clock = clock;
    }

    /** The old password must be right; of two changes at once one wins. Every session of the account ends. */
    @Transactional
    public void change(Caller caller, String old, String wanted) {
        AccountStore.Row row = accounts.account(caller.account()).orElseThrow();
        if (!passwords.matches(old, Optional.ofNullable(row.passwordHash()))) {
            throw new PlatformException(IdentityError.WRONG_PASSWORD, "原口令不对");
        }
        String hash = passwords.hash(caller.login(), wanted);
        requireNew(row, wanted);
        if (!store.change(caller.account(), row.password().version(), hash, false, machineTime())) {
            throw new PlatformException(IdentityError.PASSWORD_CHANGED_MEANWHILE, "另一处刚改过口令，请用新口令登录");
        }
        remember(row);
        endSessions(caller.account());
        facts.record(NewFact.secret(
                "account:" + caller.account(), "password.changed", caller.actor(), Map.of(), Secrecy.PARTIES));
    }

    private void requireNew(AccountStore.Row row, String wanted) {
        String current = row.passwordHash();
        List<String> used = store.used(row.view().id(), HISTORY - 1);
        boolean again = (current != null && passwords.isSame(wanted, current))
                || used.stream().anyMatch(hash -> passwords.isSame(wanted, hash));
        if (again) {
            throw new PlatformException(IdentityError.INVALID_INPUT, "不得与最近 " + HISTORY + " 次用过的口令相同");
        }
    }

    private void remember(AccountStore.Row row) {
        String hash = row.passwordHash();
        if (hash != null) {
            store.remember(row.view().id(), hash, machineTime());
        }
    }

    /** Inside the transaction of the decision. */
    void reset(UUID account, String initial) {
        AccountStore.Row row = accounts.account(account)
                .orElseThrow(() -> new PlatformException(IdentityError.ACCOUNT_NOT_FOUND, account.toString()));
        String hash = hashInitial(initial);
        if (!store.change(account, row.password().version(), hash, true, machineTime())) {
            throw new PlatformException(
                    IdentityError.PASSWORD_CHANGED_MEANWHILE, row.view().login());
        }
        remember(row);
        endSessions(account);
    }

    String hashInitial(String initial) {
        return passwords.hash("", initial);
    }

    void endSessions(UUID account) {
        sessions.closeAll(account);
    }

    /** Passwords age by the machine's time, as sessions do. */
    private Instant machineTime() {
        return clock.instant().minus(clock.offset());
    }
}
