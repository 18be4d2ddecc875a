package org.mingjian.portal.domain;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingjian.facts.FileRef;
import tools.jackson.databind.JsonNode;

/**
 * A public fact on a timeline.
 *
 * @param actor the acting organisation; never a person
 * @param notice id of its notice, if it is one
 * @param shown position at which it became public
 */
public record PublicEvent(
        long position,
        String stream,
        long seq,
        String kind,
        Instant at,
        String actor,
        JsonNode body,
        List<FileRef> files,
        String digest,
        @Nullable String notice,
        long shown) {}
