package org.mingjian.identity;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjian.facts.Actor;

/**
 * Who is asking. A controller takes it as a parameter.
 *
 * @param certificate serial of the certificate used at login, if one was
 */
public record Caller(
        UUID account,
        String login,
        String name,
        Set<Role> roles,
        @Nullable Organisation organisation,
        @Nullable String certificate) {

    public boolean is(Role role) {
        return roles.contains(role);
    }

    public boolean may(Permission permission) {
        return permission.isHeldBy(roles);
    }

    /** True when the caller acts for this organisation. */
    public boolean actsFor(@Nullable UUID organisationId) {
        return organisation != null && organisation.id().equals(organisationId);
    }

    /** The organisation, for roles that always have one. */
    public Organisation requireOrganisation() {
        if (organisation == null) {
            throw new org.mingjian.kernel.PlatformException(IdentityError.NO_ORGANISATION, login);
        }
        return organisation;
    }

    public Actor actor() {
        return new Actor(
                account.toString(),
                name,
                organisation == null ? null : organisation.id().toString(),
                organisation == null ? null : organisation.name(),
                organisation == null ? null : organisation.creditCode(),
                certificate);
    }
}
