package org.mingjian.facts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One fact with its proof, as a file for outsiders; the format is in {@code docs/formats.md}. Its members come in the
 * order of RFC 8785, because a file that is written in another order is refused.
 *
 * @param content the canonical content, or null where the reader may not see it (the digest still proves it)
 * @param checkpoint C2SP signed note over the tree that the proof leads to
 * @param platformKey base64 of the 65-byte SM2 public key of this platform's log
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"checkpoint", "content", "entry", "platformKey", "position", "proof", "type", "v"})
public record Evidence(
        String type,
        int v,
        @Nullable JsonNode content,
        JsonNode entry,
        long position,
        InclusionProof proof,
        String checkpoint,
        String platformKey) {

    public Evidence withoutContent() {
        return new Evidence(type, v, null, entry, position, proof, checkpoint, platformKey);
    }
}
