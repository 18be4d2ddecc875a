package org.mingjian.identity;

import java.util.UUID;

/** What an account may do now; a look into memory, true within a second of any change. */
public interface StandingRights {

    Rights of(UUID account);

    /** True when a standing grant of this account holds the permission and reaches the place. */
    boolean permits(UUID account, Permission permission, Place place);
}
