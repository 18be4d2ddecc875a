package org.mingjian.backup.app;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.zip.GZIPOutputStream;
import org.mingjian.backup.domain.SealingOutput;
import org.mingjian.kernel.crypto.CryptoFailure;

/**
 * Where backups lie: {@code base-…/} one folder for each, {@code objects/ab/cdef….sealed} the platform's files shared
 * by all, {@code wal/….sealed} the database's log of changes. A file is written beside its place and moved there when
 * it is on the disk.
 */
record BackupFolder(Path path, byte[] publicKey) {

    /** Writes the plain content. */
    interface Content {
        void to(OutputStream out) throws IOException;
    }

    /** Compresses, seals and stores; the folder above is made when missing. */
    void seal(Path file, Content content) throws IOException {
        Files.createDirectories(file.getParent());
        Path beside = file.resolveSibling(file.getFileName() + ".part");
        try (OutputStream sealed =
                        new SealingOutput(new BufferedOutputStream(Files.newOutputStream(beside), 1 << 16), publicKey);
                OutputStream packed = new GZIPOutputStream(sealed, 1 << 16)) {
            content.to(packed);
        } catch (CryptoFailure noKey) {
            throw new IOException("the public key for backups is not a point of the SM2 curve", noKey);
        }
        try (FileChannel written = FileChannel.open(beside, StandardOpenOption.WRITE)) {
            written.force(true);
        }
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    }

    Path segment(String name) {
        return path.resolve("wal").resolve(name + ".sealed");
    }

    Path object(String sm3) {
        return path.resolve("objects").resolve(sm3.substring(0, 2)).resolve(sm3.substring(2) + ".sealed");
    }
}
