package org.mingjian.intake.domain;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A registration as stored.
 *
 * @param applicant organisation that fills it in: the tenderer or its agency
 * @param codes of the trade that acceptance opened
 */
public record Registration(
        UUID id,
        UUID applicant,
        String applicantName,
        RegistrationState state,
        long version,
        Draft draft,
        @Nullable String reason,
        @Nullable Codes codes,
        Times times) {

    /** What acceptance issued: 17, 20, 23 and 40 characters. */
    public record Codes(String project, String tenderProject, String section, String trade) {}

    public record Times(
            Instant createdAt,
            Instant updatedAt,
            @Nullable Instant submittedAt,
            @Nullable Instant decidedAt) {}

    public String stream() {
        return "registration:" + id;
    }

    /** It may still be changed by the applicant. */
    public boolean isOpen() {
        return state == RegistrationState.DRAFT || state == RegistrationState.RETURNED;
    }
}
