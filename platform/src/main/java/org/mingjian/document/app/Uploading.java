package org.mingjian.document.app;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjian.document.DocumentError;
import org.mingjian.document.DocumentOwner;
import org.mingjian.document.StoredDocument;
import org.mingjian.document.domain.FileKind;
import org.mingjian.document.domain.FileNames;
import org.mingjian.document.domain.FileShelf;
import org.mingjian.document.domain.Verdict;
import org.mingjian.document.store.DocumentStore;
import org.mingjian.document.store.DocumentStore.Upload;
import org.mingjian.identity.Caller;
import org.mingjian.kernel.PlatformException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * 断点续传: an upload is announced with its length, then appended to until it is whole. How far it is, is what lies
 * durably on disk, so it survives the loss of the connection, of the process and of power.
 */
@Service
public class Uploading {

    /** 20号令 §26: whole files of any usual size; 4 GB. */
    public static final long LARGEST = 4L << 30;

    private static final Duration LIFE = Duration.ofDays(7);
    private static final long RESERVE = 256L << 20;

    /**
     * How far an upload is.
     *
     * @param offset bytes durably received
     * @param document the stored file, once it is whole
     */
    public record Progress(
            UUID id,
            String name,
            long offset,
            long length,
            Instant expires,
            @Nullable StoredDocument document) {}

    private final DocumentStore store;
    private final FileShelf shelf;
    private final TransactionTemplate transaction;
    private final InstantSource clock;
    private final ScanningFiles scanning;

    Uploading(
            DocumentStore store,
            FileShelf shelf,
            TransactionTemplate transaction,
            InstantSource clock,
            ScanningFiles scanning) {
        this.scanning = scanning;
        this.store = store;
        this.shelf = shelf;
        this.transaction = transaction;
        this.clock = clock;
    }

    public Progress begin(String name, long length, Caller caller) {
        FileNames.problem(name).ifPresent(problem -> {
            throw new PlatformException(DocumentError.BAD_FILE_NAME, problem);
        });
        if (FileKind.ofName(name).isEmpty()) {
            throw new PlatformException(DocumentError.WRONG_FILE_TYPE, "可上传 pdf、ofd、docx、xlsx、jpg、png、zip 和加密投标文件 mjb");
        }
        if (length <= 0) {
            throw new PlatformException(DocumentError.BAD_UPLOAD_REQUEST, "文件是空的");
        }
        if (length > LARGEST) {
            throw new PlatformException(DocumentError.FILE_TOO_LARGE, length + " 字节");
        }
        UUID id = UUID.randomUUID();
        Instant now = clock.instant();
        Upload upload = new Upload(id, DocumentOwner.of(caller), name, length, now.plus(LIFE), null);
        try {
            if (shelf.free() < length + RESERVE) {
                throw new PlatformException(DocumentError.STORE_FULL, "");
            }
            shelf.begin(id);
        } catch (IOException e) {
            throw KeepingDocuments.unavailable(e);
        }
        store.add(upload, now);
        return new Progress(id, name, 0, length, upload.expires(), null);
    }

    /** A whole upload that a crash kept from becoming a document becomes one here. */
    public Progress progress(UUID id, Caller caller) {
        Upload upload = own(id, caller);
        try {
            return progress(upload, caller);
        } catch (IOException e) {
            throw KeepingDocuments.unavailable(e);
        }
    }

    private Progress progress(Upload upload, Caller caller) throws IOException {
        if (upload.document() != null) {
            return finished(upload, upload.document());
        }
        long offset = shelf.durable(upload.id());
        return offset < upload.length() ? unfinished(upload, offset) : finish(upload, caller);
    }

    /** Takes what comes; when the sender breaks off, what came is kept and this answers how far it got. */
    public Progress append(UUID id, long offset, InputStream from, Caller caller) {
        Upload upload = own(id, caller);
        try {
            if (upload.document() != null) {
                return mustBe(offset, finished(upload, upload.document()));
            }
            long length = shelf.append(id, offset, from, upload.length() - offset);
            if (length < 0) {
                return mustBe(offset, unfinished(upload, -1 - length));
            }
            if (offset < FileKind.HEAD) {
                refuseWrongHead(upload, length);
            }
            if (length == upload.length() && hasMore(from)) {
                throw new PlatformException(DocumentError.BEYOND_LENGTH, "申报 " + upload.length() + " 字节");
            }
            return progress(upload, caller);
        } catch (FileShelf.PartBusy busy) {
            throw new PlatformException(DocumentError.UPLOAD_BUSY, id.toString(), busy);
        } catch (NoSuchFileException finishedMeanwhile) {
            return mustBe(offset, progress(id, caller));
        } catch (IOException e) {
            throw KeepingDocuments.unavailable(e);
        }
    }

    private static boolean hasMore(InputStream from) {
        try {
            return from.read() >= 0;
        } catch (IOException cutOff) {
            return false;
        }
    }

    private static Progress mustBe(long offset, Progress progress) {
        if (offset != progress.offset()) {
            throw new PlatformException(DocumentError.OFFSET_MISMATCH, "服务器已收到 " + progress.offset() + " 字节");
        }
        return progress;
    }

    private void refuseWrongHead(Upload upload, long length) throws IOException {
        boolean whole = length >= FileKind.HEAD || length == upload.length();
        FileKind kind = FileKind.ofName(upload.name()).orElseThrow();
        if (whole && !kind.beginsLike(shelf.head(upload.id(), FileKind.HEAD))) {
            forget(upload);
            throw new PlatformException(DocumentError.WRONG_FILE_TYPE, upload.name() + " 的内容不是 " + kind);
        }
    }

    /** Only a whole file with its digest is a document; a sealed bid is read back when it is handed in. */
    private Progress finish(Upload upload, Caller caller) throws IOException {
        FileKind kind = FileKind.ofName(upload.name()).orElseThrow();
        String entry = kind.requiredEntry();
        if (!entry.isEmpty() && !shelf.holdsEntry(upload.id(), entry)) {
            forget(upload);
            throw new PlatformException(DocumentError.WRONG_FILE_TYPE, upload.name() + " 的内容不是 " + kind);
        }
        Verdict verdict = scanning.part(upload.id(), kind, upload.length());
        if (verdict instanceof Verdict.Infected found) {
            forget(upload);
            scanning.refused(upload.id(), found, caller);
            throw new PlatformException(DocumentError.INFECTED, "发现 " + found.signature() + "，文件没有收下，请清除后重新上传");
        }
        FileShelf.Shelved shelved = shelf.shelve(upload.id());
        StoredDocument made = new StoredDocument(
                UUID.randomUUID(), upload.name(), shelved.size(), shelved.sm3(), upload.owner(), clock.instant());
        StoredDocument document = transaction.execute(status -> {
            UUID first = store.lockUpload(upload.id()).map(Upload::document).orElse(null);
            Optional<StoredDocument> already = first == null ? Optional.empty() : store.find(first);
            return already.orElseGet(() -> {
                store.add(made);
                scanning.judged(made.sm3(), verdict);
                store.finished(upload.id(), made.id());
                return made;
            });
        });
        shelf.drop(upload.id());
        return new Progress(upload.id(), upload.name(), upload.length(), upload.length(), upload.expires(), document);
    }

    /** Terminates an upload; a document that it became stays. */
    public void end(UUID id, Caller caller) {
        Upload upload = own(id, caller);
        try {
            forget(upload);
        } catch (IOException e) {
            throw KeepingDocuments.unavailable(e);
        }
    }

    private void forget(Upload upload) throws IOException {
        store.remove(upload.id());
        shelf.drop(upload.id());
    }

    /** Somebody else's upload is as unknown as one that never was. */
    private Upload own(UUID id, Caller caller) {
        Upload upload = store.upload(id)
                .filter(found -> caller.account().equals(found.owner().account()))
                .orElseThrow(() -> new PlatformException(DocumentError.UPLOAD_NOT_FOUND, id.toString()));
        if (upload.expires().isBefore(clock.instant())) {
            throw new PlatformException(DocumentError.UPLOAD_EXPIRED, upload.name());
        }
        return upload;
    }

    private static Progress unfinished(Upload upload, long offset) {
        return new Progress(upload.id(), upload.name(), offset, upload.length(), upload.expires(), null);
    }

    private Progress finished(Upload upload, UUID document) {
        return new Progress(
                upload.id(),
                upload.name(),
                upload.length(),
                upload.length(),
                upload.expires(),
                store.find(document).orElseThrow());
    }
}
