package org.mingjian.exchange.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.mingjian.document.Documents;
import org.mingjian.document.StoredDocument;
import org.mingjian.exchange.domain.Wire;
import org.mingjian.kernel.crypto.Sm3;
import org.mingjian.ops.DataFolder;
import org.springframework.stereotype.Component;

/**
 * Files that records name, by their SM3 digest: those of this platform, and those that came from below. A file that
 * comes in parts is there only when it is whole and its digest is right. Each node's parts lie apart: what one sends
 * spoils nothing of another's.
 */
@Component
public class FileStore {

    /** Bytes of a file at most. */
    public static final long LARGEST = 4L << 30;

    private static final Pattern SM3 = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern NO_NAME = Pattern.compile("[^0-9A-Za-z]");

    private final Path folder;
    private final Documents documents;

    FileStore(DataFolder data, Documents documents) {
        this.folder = data.folder("exchange").resolve("files");
        this.documents = documents;
    }

    /** Whether the whole file can be read here. */
    public boolean has(String sm3) {
        return SM3.matcher(sm3).matches()
                && (Files.exists(whole(sm3)) || documents.openBySm3(sm3).isPresent());
    }

    /** The size of a whole file. */
    public Optional<Long> size(String sm3) {
        if (!SM3.matcher(sm3).matches()) {
            return Optional.empty();
        }
        try {
            return Files.exists(whole(sm3))
                    ? Optional.of(Files.size(whole(sm3)))
                    : documents.openBySm3(sm3).map(StoredDocument::size);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Up to {@code most} bytes of a whole file. */
    public byte[] read(String sm3, long offset, int most) throws IOException {
        if (Files.exists(whole(sm3))) {
            try (FileChannel file = FileChannel.open(whole(sm3), StandardOpenOption.READ)) {
                ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(most, Math.max(0, file.size() - offset)));
                while (bytes.hasRemaining() && file.read(bytes, offset + bytes.position()) > 0) {
                    Thread.onSpinWait();
                }
                return bytes.array();
            }
        }
        try (InputStream in = documents.open(sm3)) {
            in.skipNBytes(offset);
            return in.readNBytes(most);
        }
    }

    /** Takes a part that continues what is here of this node; the answer says how much that is now. */
    public synchronized Wire.FileState take(String peer, Wire.FilePart part) {
        String sm3 = part.sm3() == null ? "" : part.sm3();
        if (!SM3.matcher(sm3).matches() || part.size() < 0 || part.size() > LARGEST) {
            return new Wire.FileState(sm3, 0, false, "摘要或大小不对");
        }
        try {
            if (has(sm3)) {
                return new Wire.FileState(sm3, part.size(), true, "");
            }
            Path beside = folder.resolve(sm3 + '.' + plain(peer) + ".part");
            Files.createDirectories(folder);
            long have = Files.exists(beside) ? Files.size(beside) : 0;
            byte[] bytes = part.bytes() == null ? new byte[0] : part.bytes();
            if (part.offset() == have && have + bytes.length <= part.size()) {
                append(beside, bytes);
                have += bytes.length;
            }
            return have < part.size() ? new Wire.FileState(sm3, have, false, "") : finished(beside, sm3, have);
        } catch (IOException e) {
            throw new UncheckedIOException("the exchange cannot keep a file", e);
        }
    }

    /** Keeps a whole file that lies beside a record, as in a zip package. */
    public synchronized String keep(byte[] content) {
        String sm3 = Sm3.hex(Sm3.digest(content));
        if (!has(sm3)) {
            Path beside = folder.resolve(sm3 + ".part");
            try {
                Files.createDirectories(folder);
                Files.deleteIfExists(beside);
                append(beside, content);
                finished(beside, sm3, content.length);
            } catch (IOException e) {
                throw new UncheckedIOException("the exchange cannot keep a file", e);
            }
        }
        return sm3;
    }

    private static void append(Path beside, byte[] bytes) throws IOException {
        try (FileChannel file = FileChannel.open(
                beside, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            ByteBuffer left = ByteBuffer.wrap(bytes);
            while (left.hasRemaining()) {
                file.write(left);
            }
            file.force(true);
        }
    }

    private Wire.FileState finished(Path beside, String sm3, long have) throws IOException {
        Sm3 digest = new Sm3();
        try (InputStream in = have == 0 ? new ByteArrayInputStream(new byte[0]) : Files.newInputStream(beside)) {
            byte[] block = new byte[1 << 16];
            for (int n = in.read(block); n >= 0; n = in.read(block)) {
                digest.update(block, 0, n);
            }
        }
        if (!Sm3.hex(digest.finish()).equals(sm3)) {
            Files.delete(beside);
            return new Wire.FileState(sm3, 0, false, "内容与摘要不符，请从头再送");
        }
        try {
            Files.move(beside, whole(sm3), StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException plain) {
            Files.move(beside, whole(sm3));
        }
        return new Wire.FileState(sm3, have, true, "");
    }

    /** Takes away parts that nobody has continued since; whoever does later is told to begin anew. */
    public synchronized int forgetParts(Instant before) {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        int gone = 0;
        try (DirectoryStream<Path> parts = Files.newDirectoryStream(folder, "*.part")) {
            for (Path part : parts) {
                if (Files.getLastModifiedTime(part).toInstant().isBefore(before)) {
                    Files.delete(part);
                    gone++;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("parts of attachments cannot be looked through", e);
        }
        return gone;
    }

    /** A node's code as a part of a name. */
    private static String plain(String peer) {
        return NO_NAME.matcher(peer).replaceAll("_");
    }

    private Path whole(String sm3) {
        return folder.resolve(sm3);
    }
}
