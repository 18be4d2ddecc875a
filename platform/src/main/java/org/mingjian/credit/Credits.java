package org.mingjian.credit;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** Credit records of organisations, for other modules. The bar at the moment of an act is {@code tender.Standings}. */
public interface Credits {

    /** What the public may see: published and still in force on the day; newest first. */
    List<CreditRecord> published(String creditCode);

    /** The newest published records of all, for a public list. */
    List<CreditRecord> newest(String text, int limit);

    Score score(UUID organisation, LocalDate day);
}
