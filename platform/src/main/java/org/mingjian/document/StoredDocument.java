package org.mingjian.document;

import java.time.Instant;
import java.util.UUID;
import org.mingjian.facts.FileRef;

/**
 * A file that is stored whole.
 *
 * @param name as its owner named it, without a path
 * @param size bytes
 * @param sm3 digest of the stored bytes, lower-case hex
 */
public record StoredDocument(UUID id, String name, long size, String sm3, DocumentOwner owner, Instant storedAt) {

    /** As a fact names it. */
    public FileRef ref() {
        return new FileRef(name, size, sm3);
    }
}
