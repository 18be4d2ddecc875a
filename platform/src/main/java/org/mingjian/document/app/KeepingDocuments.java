package org.mingjian.document.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjian.document.DocumentError;
import org.mingjian.document.DocumentOutput;
import org.mingjian.document.DocumentOwner;
import org.mingjian.document.Documents;
import org.mingjian.document.StoredDocument;
import org.mingjian.document.domain.FileShelf;
import org.mingjian.document.store.DocumentStore;
import org.mingjian.identity.Caller;
import org.mingjian.kernel.PlatformException;
import org.springframework.stereotype.Service;

/** Documents for the other modules. */
@Service
class KeepingDocuments implements Documents {

    private final DocumentStore store;
    private final FileShelf shelf;
    private final InstantSource clock;
    private final ScanningFiles scanning;

    KeepingDocuments(DocumentStore store, FileShelf shelf, InstantSource clock, ScanningFiles scanning) {
        this.scanning = scanning;
        this.store = store;
        this.shelf = shelf;
        this.clock = clock;
    }

    @Override
    public StoredDocument require(UUID id, Caller caller) {
        return store.find(id)
                .filter(document -> document.owner().includes(caller))
                .orElseThrow(() -> new PlatformException(DocumentError.DOCUMENT_NOT_FOUND, id.toString()));
    }

    @Override
    public Optional<StoredDocument> find(UUID id) {
        return store.find(id);
    }

    @Override
    public Optional<StoredDocument> openBySm3(String sm3) {
        return store.findBySm3(sm3);
    }

    @Override
    public InputStream open(String sm3) throws IOException {
        return shelf.open(sm3);
    }

    @Override
    public void requireSound(String sm3) {
        if (scanning.isInfected(sm3)) {
            throw new PlatformException(DocumentError.INFECTED_WITHHELD, sm3);
        }
    }

    @Override
    public StoredDocument keep(String name, DocumentOwner owner, InputStream content) {
        UUID part = UUID.randomUUID();
        try (InputStream source = content) {
            try (OutputStream out = shelf.write(part)) {
                source.transferTo(out);
            }
            return shelve(part, name, owner);
        } catch (IOException e) {
            throw unavailable(e);
        }
    }

    private StoredDocument shelve(UUID part, String name, DocumentOwner owner) throws IOException {
        FileShelf.Shelved shelved = shelf.shelve(part);
        StoredDocument document =
                new StoredDocument(UUID.randomUUID(), name, shelved.size(), shelved.sm3(), owner, clock.instant());
        store.add(document);
        shelf.drop(part);
        return document;
    }

    @Override
    public DocumentOutput writer(String name, DocumentOwner owner) {
        UUID part = UUID.randomUUID();
        try {
            return new Writing(part, name, owner, shelf.write(part));
        } catch (IOException e) {
            throw unavailable(e);
        }
    }

    static PlatformException unavailable(IOException cause) {
        return new PlatformException(DocumentError.STORE_UNAVAILABLE, String.valueOf(cause.getMessage()), cause);
    }

    /** A part that becomes a document when it is closed. */
    private final class Writing extends DocumentOutput {

        private final UUID part;
        private final String name;
        private final DocumentOwner owner;
        private final OutputStream out;
        private @Nullable StoredDocument stored;

        Writing(UUID part, String name, DocumentOwner owner, OutputStream out) {
            this.part = part;
            this.name = name;
            this.owner = owner;
            this.out = out;
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void close() throws IOException {
            if (stored != null) {
                return;
            }
            out.close();
            stored = shelve(part, name, owner);
        }

        @Override
        public StoredDocument stored() {
            StoredDocument document = stored;
            if (document == null) {
                throw new IllegalStateException("not closed yet");
            }
            return document;
        }
    }
}
