package org.mingjian.facts;

import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A recorded fact with its content.
 *
 * @param position 1, 2, 3 … without a gap; leaf index + 1; 0 while it waits for the sequencer
 * @param disclosed true when the content may be shown to everybody: public from the start or disclosed since
 */
public record Fact(
        long id,
        long position,
        String stream,
        long seq,
        String kind,
        Instant at,
        Actor actor,
        JsonNode body,
        List<FileRef> files,
        Secrecy secrecy,
        String digest,
        boolean disclosed) {

    public String text(String field) {
        return body.path(field).asString("");
    }
}
