package org.mingjian.identity.domain;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.mingjian.identity.Role;
import org.mingjian.kernel.Refusal;

/**
 * Two roles that one person may not hold, with the article. The pairs are data (identity.incompatible); the database
 * judges by the same rows.
 */
public record Incompatible(Role one, Role other, String rule, String basis) {

    public boolean clashes(Role first, Role second) {
        return (one == first && other == second) || (one == second && other == first);
    }

    /** The first clash among the roles that one person holds and is to get. */
    public static Optional<Refusal> among(List<Incompatible> pairs, Collection<Role> held, Collection<Role> wanted) {
        for (Role role : wanted) {
            for (Incompatible pair : pairs) {
                boolean clash = held.stream().anyMatch(had -> pair.clashes(had, role))
                        || wanted.stream().anyMatch(had -> pair.clashes(had, role));
                if (clash) {
                    return Optional.of(new Refusal(
                            "ROLES_CLASH",
                            pair.basis(),
                            pair.rule() + "：同一自然人不得兼任" + pair.one().title() + "与"
                                    + pair.other().title()));
                }
            }
        }
        return Optional.empty();
    }
}
