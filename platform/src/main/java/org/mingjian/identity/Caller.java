package org.mingjian.identity;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjian.facts.Actor;

/**
 * Who is asking. A controller takes it as a parameter.
 *
 * @param certificate serial of the certificate used at login, if one was
 * @param rights the standing grants behind the roles, with their data scopes
 */
public record Caller(
        UUID account,
        String login,
        String name,
        Set<Role> roles,
        @Nullable Organisation organisation,
        @Nullable String certificate,
        Rights rights) {

    /** Name of the request attribute that holds the caller, for the filters of other modules. */
    public static final String ATTRIBUTE = "org.mingjian.caller";

    /** Somebody whose roles reach everywhere. */
    public Caller(
            UUID account,
            String login,
            String name,
            Set<Role> roles,
            @Nullable Organisation organisation,
            @Nullable String certificate) {
        this(account, login, name, roles, organisation, certificate, Rights.of(roles));
    }

    public boolean is(Role role) {
        return roles.contains(role);
    }

    public boolean may(Permission permission) {
        return permission.isHeldBy(roles);
    }

    /** How far the caller's rights for this permission reach (区域、部门、类别、单宗交易). */
    public Reach reach(Permission permission) {
        return rights.reach(permission.roles());
    }

    /** True when the caller's rights for this permission reach there. */
    public boolean reaches(Permission permission, Place place) {
        return reach(permission).covers(place);
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
