package org.mingjian.ops;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The folder that holds everything this platform keeps (database, files, keys). One process at a time: the lock on
 * {@code lock} goes with the process, however it ends.
 */
public final class DataFolder implements AutoCloseable {

    /** Below this PostgreSQL may stop in the middle of its work, so the platform does not start. */
    private static final long LEAST_FREE_BYTES = 200L << 20;

    private final Path path;
    private final FileChannel lock;

    private DataFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /** Makes the folder when missing and locks it; refuses with one line when it cannot be used. */
    public static DataFolder open(Path folder) {
        try {
            Files.createDirectories(folder);
            Path path = folder.toRealPath();
            long free = Files.getFileStore(path).getUsableSpace();
            if (free < LEAST_FREE_BYTES) {
                throw new StartRefused("The disk under " + path + " has only " + (free >> 20)
                        + " MB left: free at least 200 MB, or choose another folder with --data.");
            }
            return new DataFolder(path, locked(path));
        } catch (IOException e) {
            throw new StartRefused(
                    "Cannot write to the data folder " + folder.toAbsolutePath() + " (" + reason(e)
                            + "): make it writable for this user, or choose another with --data.",
                    e);
        }
    }

    public Path path() {
        return path;
    }

    /** A subfolder, made when missing. */
    public Path folder(String name) {
        Path folder = path.resolve(name);
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new StartRefused(
                    "Cannot make the folder " + folder + " (" + reason(e)
                            + "): make it writable for this user, or choose another with --data.",
                    e);
        }
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }

    private static FileChannel locked(Path path) throws IOException {
        Path file = path.resolve("lock");
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        if (!lock(channel)) {
            String holder = Files.readString(file).strip();
            channel.close();
            throw new StartRefused("Another Mingjian (process " + holder + ") uses the data folder " + path
                    + ": stop it first, or choose another folder with --data.");
        }
        channel.truncate(0);
        byte[] pid = Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8);
        channel.write(ByteBuffer.wrap(pid), 0);
        return channel;
    }

    private static boolean lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException heldByThisProcess) {
            return false;
        }
    }

    private static String reason(IOException e) {
        return e.getClass().getSimpleName().replace("Exception", "") + ": " + e.getMessage();
    }
}
