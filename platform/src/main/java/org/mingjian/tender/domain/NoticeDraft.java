package org.mingjian.tender.domain;

import java.time.Instant;
import tools.jackson.databind.JsonNode;

/**
 * A notice that is being written: whatever the form holds, half filled as it is.
 *
 * @param version counts the savings, from 1
 */
public record NoticeDraft(JsonNode content, long version, String savedBy, Instant savedAt) {}
