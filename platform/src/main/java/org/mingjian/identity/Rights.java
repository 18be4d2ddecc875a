package org.mingjian.identity;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one account may do, how far and until when: its standing grants. Immutable and complete, so that a check costs
 * no query.
 */
public final class Rights {

    /**
     * One standing grant.
     *
     * @param from when it begins to count
     * @param endsAt when it stops; null for no end
     */
    public record Right(
            @Nullable UUID grant,
            Role role,
            DataScope scope,
            Instant from,
            @Nullable Instant endsAt) {

        boolean stands(Instant now) {
            return !from.isAfter(now) && (endsAt == null || endsAt.isAfter(now));
        }
    }

    public static final Rights NONE = new Rights(List.of());

    private final List<Right> all;
    private final Map<Role, List<Right>> byRole = new EnumMap<>(Role.class);

    public Rights(List<Right> all) {
        this.all = List.copyOf(all);
        this.all.forEach(right -> byRole.merge(right.role(), List.of(right), Rights::joined));
    }

    /** Unlimited rights of these roles, for acts of the platform's own samples. */
    public static Rights of(Set<Role> roles) {
        return new Rights(roles.stream()
                .map(role -> new Right(null, role, DataScope.EVERYTHING, Instant.MIN, null))
                .toList());
    }

    private static List<Right> joined(List<Right> one, List<Right> other) {
        return java.util.stream.Stream.concat(one.stream(), other.stream()).toList();
    }

    public List<Right> all() {
        return all;
    }

    /** The roles that stand now. */
    public Set<Role> roles(Instant now) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (Right right : all) {
            if (right.stands(now)) {
                roles.add(right.role());
            }
        }
        return Collections.unmodifiableSet(roles);
    }

    /** What is left of these rights now: those begun and not over. */
    public Rights standing(Instant now) {
        return all.stream().allMatch(right -> right.stands(now))
                ? this
                : new Rights(all.stream().filter(right -> right.stands(now)).toList());
    }

    /** True when a standing right of one of the roles of this permission covers the place. */
    public boolean permits(Permission permission, Place place, Instant now) {
        for (Role role : permission.roles()) {
            for (Right right : byRole.getOrDefault(role, List.of())) {
                if (right.stands(now) && right.scope().covers(place)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** How far these roles reach. */
    public Reach reach(Set<Role> roles) {
        return new Reach(all.stream()
                .filter(right -> roles.contains(right.role()))
                .map(Right::scope)
                .distinct()
                .toList());
    }
}
