package org.mingjian.document.store;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import org.mingjian.document.domain.FileShelf;
import org.mingjian.kernel.crypto.Sm3;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Repository;

/**
 * A folder as shelf: {@code parts/<upload>} grows, {@code objects/ab/cdef…} is never written again. A whole part is
 * linked under its address in one step, so an address names all its bytes or does not exist.
 */
@Repository
class FolderShelf implements FileShelf {

    private static final int BUFFER = 256 * 1024;

    private final Path parts;
    private final Path objects;
    private final FollowingDigests following = new FollowingDigests();

    FolderShelf(@Value("${mingjian.files:${mingjian.data:.mingjian/data}/files}") Path folder) throws IOException {
        this.parts = Files.createDirectories(folder.resolve("parts"));
        this.objects = Files.createDirectories(folder.resolve("objects"));
    }

    @Override
    public void begin(UUID part) throws IOException {
        Files.createFile(path(part));
        force(parts);
        following.begin(part);
    }

    @Override
    public long durable(UUID part) throws IOException {
        try (FileChannel file = FileChannel.open(path(part), StandardOpenOption.WRITE)) {
            long size = file.size();
            file.force(true);
            return size;
        }
    }

    @Override
    public long append(UUID part, long offset, InputStream from, long most) throws IOException {
        try (FileChannel file = FileChannel.open(path(part), StandardOpenOption.WRITE);
                FileLock lock = tryLock(file)) {
            if (lock == null) {
                throw new PartBusy();
            }
            if (file.size() != offset) {
                return -1 - file.size();
            }
            file.position(offset);
            boolean written = false;
            try {
                copy(from, file, most, part);
                written = true;
            } finally {
                file.force(true);
                if (!written) {
                    following.forget(part);
                }
            }
            return file.size();
        }
    }

    private static @Nullable FileLock tryLock(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException byThisProcess) {
            throw new PartBusy();
        }
    }

    /** A sender that breaks off ends the copy; trouble with the disk is thrown. */
    private void copy(InputStream from, FileChannel to, long most, UUID part) throws IOException {
        boolean more = true;
        for (long left = most; more && left > 0; ) {
            byte[] buffer = new byte[(int) Math.min(BUFFER, left)];
            int read = readToEnd(from, buffer);
            more = read == buffer.length;
            long at = to.position();
            ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, read);
            while (bytes.hasRemaining()) {
                to.write(bytes);
            }
            following.add(part, at, buffer, read);
            left -= read;
        }
    }

    /** Fills the buffer, or takes what comes before the sender ends or breaks off. */
    private static int readToEnd(InputStream from, byte[] buffer) {
        int filled = 0;
        try {
            for (int read; filled < buffer.length; filled += read) {
                read = from.read(buffer, filled, buffer.length - filled);
                if (read < 0) {
                    break;
                }
            }
        } catch (IOException cutOff) {
            return filled;
        }
        return filled;
    }

    @Override
    public byte[] head(UUID part, int count) throws IOException {
        try (InputStream in = Files.newInputStream(path(part))) {
            return in.readNBytes(count);
        }
    }

    @Override
    public InputStream read(UUID part) throws IOException {
        return Files.newInputStream(path(part));
    }

    @Override
    public boolean holdsEntry(UUID part, String entry) throws IOException {
        try (ZipFile zip = new ZipFile(path(part).toFile())) {
            return zip.getEntry(entry) != null;
        } catch (ZipException damaged) {
            return false;
        }
    }

    @Override
    public Shelved shelve(UUID part) throws IOException {
        Path file = path(part);
        String sm3;
        long size;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            channel.force(true);
            size = channel.size();
            Optional<byte[]> followed = following.of(part, size);
            sm3 = Sm3.hex(followed.isPresent() ? followed.get() : readBack(channel));
        }
        link(file, sm3);
        return new Shelved(sm3, size);
    }

    private static byte[] readBack(FileChannel channel) throws IOException {
        Sm3 digest = new Sm3();
        InputStream in = Channels.newInputStream(channel);
        byte[] buffer = new byte[BUFFER];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            digest.update(buffer, 0, read);
        }
        return digest.finish();
    }

    private void link(Path file, String sm3) throws IOException {
        Path folder = objects.resolve(sm3.substring(0, 2));
        if (Files.notExists(folder)) {
            Files.createDirectories(folder);
            force(objects);
        }
        Path address = address(sm3);
        try {
            Files.createLink(address, file);
        } catch (FileAlreadyExistsException sameContent) {
            if (Files.size(address) != Files.size(file)) {
                throw new IOException("the stored content under " + sm3 + " is damaged");
            }
        }
        force(folder);
    }

    @Override
    public void drop(UUID part) throws IOException {
        following.forget(part);
        Files.deleteIfExists(path(part));
    }

    @Override
    public OutputStream write(UUID part) throws IOException {
        return new BufferedOutputStream(
                Files.newOutputStream(path(part), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), BUFFER);
    }

    @Override
    public InputStream open(String sm3) throws IOException {
        return Files.newInputStream(address(sm3));
    }

    @Override
    public boolean holds(String sm3) {
        return Files.isRegularFile(address(sm3));
    }

    @Override
    public long free() throws IOException {
        return Files.getFileStore(parts).getUsableSpace();
    }

    private Path path(UUID part) {
        return parts.resolve(part.toString());
    }

    private Path address(String sm3) {
        if (sm3.length() != 2 * Sm3.LENGTH || !sm3.chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 'g')) {
            throw new IllegalArgumentException("not an SM3 address");
        }
        return objects.resolve(sm3.substring(0, 2)).resolve(sm3.substring(2));
    }

    private static void force(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
