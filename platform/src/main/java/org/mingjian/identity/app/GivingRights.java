package org.mingjian.identity.app;

import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjian.identity.DataScope;
import org.mingjian.identity.Organisation;
import org.mingjian.identity.Rights.Right;
import org.mingjian.identity.Role;
import org.mingjian.identity.domain.Incompatible;
import org.mingjian.identity.store.AccountStore;
import org.mingjian.identity.store.RightStore;
import org.mingjian.identity.store.RightStore.NewGrant;
import org.mingjian.kernel.Refusal;
import org.mingjian.kernel.RefusedException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;

/** Gives rights to an account: never two that one person may not hold, never wider than the place they work in. */
@Component
class GivingRights {

    private static final Set<Role> COMPANY_ROLES = EnumSet.of(Role.TENDERER, Role.AGENCY, Role.BIDDER);

    private static final String BASIS = "《公共资源交易平台系统运行管理办法》§22";

    private final RightStore rights;
    private final AccountStore accounts;
    private final KnowingRights known;
    private final InstantSource clock;

    GivingRights(RightStore rights, AccountStore accounts, KnowingRights known, InstantSource clock) {
        this.rights = rights;
        this.accounts = accounts;
        this.known = known;
        this.clock = clock;
    }

    boolean isOpenToCompanies(Set<Role> roles) {
        return COMPANY_ROLES.containsAll(roles);
    }

    /** The rights an account begins with, each as wide as its organisation. */
    void first(UUID account, @Nullable UUID organisation, Set<Role> roles, boolean registered) {
        requireCompatible(null, account, roles);
        Instant now = clock.instant();
        for (Role role : roles) {
            Right right = new Right(null, role, own(role, organisation), now, null);
            give(new NewGrant(account, organisation, null, right, registered ? "REGISTERED" : "FOUNDING", null, null));
        }
    }

    /** 按级授权: the whole region of the organisation for roles that have a data scope; no limit for the others. */
    DataScope own(Role role, @Nullable UUID organisation) {
        if (!role.isScoped() || organisation == null) {
            return DataScope.EVERYTHING;
        }
        Organisation place = accounts.organisation(organisation).orElseThrow();
        return DataScope.region(DataScope.prefix(place.regionCode()));
    }

    UUID give(NewGrant grant) {
        try {
            UUID id = rights.give(grant);
            known.changed(grant.account());
            return id;
        } catch (DataIntegrityViolationException e) {
            if (String.valueOf(e.getMostSpecificCause().getMessage()).contains("one person may not be")) {
                // Two who give at once: what the check above could not see yet, the database sees.
                throw new RefusedException(new Refusal("ROLES_CLASH", BASIS, "同一自然人不得兼任相互排斥的角色"));
            }
            throw e;
        }
    }

    /** Something about the rights or the place of an account changed other than by giving. */
    void changed() {
        known.changedAll();
    }

    /**
     * @param person digest of the natural person; null when only the account is known
     * @throws RefusedException with the article when the person would hold two that exclude each other
     */
    void requireCompatible(byte @Nullable [] person, @Nullable UUID account, Set<Role> wanted) {
        Set<Role> held = rights.rolesOfPerson(person, account, clock.instant());
        List<Incompatible> pairs = rights.incompatible();
        Incompatible.among(pairs, held, wanted).ifPresent(refusal -> {
            throw new RefusedException(refusal);
        });
    }
}
