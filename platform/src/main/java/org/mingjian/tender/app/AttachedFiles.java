package org.mingjian.tender.app;

import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.mingjian.document.Documents;
import org.mingjian.document.StoredDocument;
import org.mingjian.facts.FileRef;
import org.mingjian.identity.Caller;
import org.mingjian.kernel.PlatformException;
import org.mingjian.tender.TenderError;
import org.mingjian.tender.app.FetchingDocuments.Download;
import org.springframework.stereotype.Component;

/** Files that somebody uploaded before and now attaches to an act. */
@Component
class AttachedFiles {

    private final Documents documents;

    AttachedFiles(Documents documents) {
        this.documents = documents;
    }

    /** @throws org.mingjian.kernel.PlatformException NOT_FOUND for a file that is not the caller's */
    List<FileRef> of(List<UUID> ids, Caller caller) {
        return ids.stream()
                .distinct()
                .map(id -> documents.require(id, caller))
                .map(StoredDocument::ref)
                .toList();
    }

    /** A file that a fact names; whoever asks was judged before. */
    Download open(FileRef file) {
        try {
            return new Download(file, documents.open(file.sm3()));
        } catch (IOException e) {
            throw new PlatformException(TenderError.DOCUMENT_UNAVAILABLE, file.name(), e);
        }
    }
}
