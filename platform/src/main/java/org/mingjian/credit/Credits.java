package org.mingjian.credit;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.mingjian.facts.Actor;
import tools.jackson.databind.JsonNode;

/** Credit records of organisations, for other modules. The bar at the moment of an act is {@code tender.Standings}. */
public interface Credits {

    /** One page of what the public may see, newest first, and how many there are in all. */
    record Found(List<CreditRecord> items, long total) {}

    /** What the evaluators of a trade see of a bidder's credit. */
    record Frozen(String trade, UUID organisation, Instant at, String digest, JsonNode content) {}

    /** What the public may see of one organisation: published and still in force today; newest first. */
    List<CreditRecord> published(String creditCode);

    /** The published records of all organisations; those of people are not among them. */
    Found published(String text, int page, int size);

    /** One published record of an organisation that is in force today. */
    Optional<CreditRecord> publishedRecord(UUID id);

    Score score(UUID organisation, LocalDate day);

    /**
     * The score of a bidder with its reasons and the records of its people, as of the first look; later changes do not
     * reach this trade. Its digest is a fact.
     *
     * @throws org.mingjian.kernel.RefusedException CREDIT_NOT_AGREED when the documents do not say that credit counts
     */
    Frozen freeze(String trade, UUID organisation, Actor actor);
}
