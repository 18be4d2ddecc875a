package org.mingjian.document;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.UUID;
import org.mingjian.identity.Caller;

/** Files that were stored whole: their bytes are on disk and were read back before they got a document. */
public interface Documents {

    /**
     * A document of the caller himself or of his organisation.
     *
     * @throws org.mingjian.kernel.PlatformException NOT_FOUND, also for a document of somebody else
     */
    StoredDocument require(UUID id, Caller caller);

    /** Without asking who wants it; the caller decides who may see it. */
    Optional<StoredDocument> find(UUID id);

    /** Any document with this content; for what a public fact names. */
    Optional<StoredDocument> openBySm3(String sm3);

    /**
     * The bytes of a content; unbuffered, the caller closes.
     *
     * @throws IOException when this platform's store cannot give them: a fault of the platform, never of a party
     */
    InputStream open(String sm3) throws IOException;

    /**
     * Asked before bytes leave the platform.
     *
     * @throws org.mingjian.kernel.PlatformException INFECTED_WITHHELD
     */
    void requireSound(String sm3);

    /** Stores what the platform itself made, such as a rendered notice or a decrypted file. */
    StoredDocument keep(String name, DocumentOwner owner, InputStream content);

    /** As {@link #keep}, for those who write; the document is there after closing. */
    DocumentOutput writer(String name, DocumentOwner owner);
}
