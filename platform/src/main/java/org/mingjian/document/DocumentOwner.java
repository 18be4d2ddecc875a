package org.mingjian.document;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjian.identity.Caller;

/** Whose file it is: the account that brought it and its organisation; both null for the platform's own. */
public record DocumentOwner(
        @Nullable UUID account, @Nullable UUID organisation) {

    /** Made by the platform; reached only through the facts and modules that name it. */
    public static final DocumentOwner PLATFORM = new DocumentOwner(null, null);

    public static DocumentOwner of(Caller caller) {
        return new DocumentOwner(
                caller.account(),
                caller.organisation() == null ? null : caller.organisation().id());
    }

    public boolean includes(Caller caller) {
        return caller.account().equals(account) || caller.actsFor(organisation);
    }
}
