package org.mingjian.cosign;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.mingjian.verifier.Checkpoint;
import org.mingjian.verifier.Cosigner;
import org.mingjian.verifier.TreeHash;
import org.mingjian.verifier.Unreadable;

/**
 * What a co-signer must never forget: its key, and for each log the newest tree head it vouched for. The file
 * {@code memory} is older than the key it belongs to; a folder with a key and without it has lost its memory, and the
 * key must not sign again.
 */
final class Memory implements AutoCloseable {

    private static final String FIRST = "mingjian-cosigner-1";

    /**
     * A log that is followed.
     *
     * @param keyLine the log's key as it was given
     * @param newest the signed tree head that was vouched for last; empty before the first
     */
    record Log(String keyLine, Cosigner key, Optional<String> newest) {

        /** The tree head that was vouched for last. */
        Optional<Checkpoint> head() {
            return newest.map(note -> {
                try {
                    return Checkpoint.read(note);
                } catch (Unreadable impossible) {
                    throw new IllegalStateException("the memory holds what was read before", impossible);
                }
            });
        }

        long size() {
            return head().map(Checkpoint::size).orElse(0L);
        }
    }

    private final Path folder;
    private final Disk disk;
    private final FileChannel lock;
    private final Map<String, Log> logs = new LinkedHashMap<>();
    private final Secret secret;
    private final Cosigner self;

    /**
     * Opens the folder of a co-signer, or begins a new one.
     *
     * @param name the co-signer's name; may be left empty for a folder that has one
     */
    Memory(Path folder, String name, Disk disk) throws IOException, Unreadable {
        this.folder = folder;
        this.disk = disk;
        Files.createDirectories(folder.resolve("evidence"));
        lock = lock(folder);
        boolean usable = false;
        try {
            Path key = folder.resolve("key");
            Path memory = folder.resolve("memory");
            if (!Files.exists(key)) {
                begin(memory, name);
            }
            if (!Files.exists(memory)) {
                throw new Unreadable("the memory is lost: this key may not sign again; begin anew in an empty folder"
                        + " and have the platform retire the old key");
            }
            String[] parts = Files.readString(key).strip().split(" ", 2);
            secret = Secret.read(parts[0]);
            self = new Cosigner(parts.length == 2 ? parts[1] : "", secret.publicKey());
            if (!name.isEmpty() && !name.equals(self.name())) {
                throw new Unreadable("this folder belongs to " + self.name() + ", not to " + name);
            }
            read(Files.readString(memory));
            usable = true;
        } finally {
            if (!usable) {
                lock.close();
            }
        }
    }

    private static FileChannel lock(Path folder) throws IOException, Unreadable {
        FileChannel channel =
                FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock held = channel.tryLock();
            if (held != null) {
                return channel;
            }
        } catch (OverlappingFileLockException sameProcess) {
            // said below
        }
        channel.close();
        throw new Unreadable("another co-signer works in " + folder);
    }

    /** The memory first: a key never exists without one. */
    private void begin(Path memory, String name) throws IOException, Unreadable {
        if (!Cosigner.isName(name)) {
            throw new Unreadable(
                    "give the co-signer a name without blanks and plus signs, such as audit.example.gov.cn");
        }
        if (Files.exists(memory)) {
            read(Files.readString(memory));
            if (!logs.isEmpty()) {
                throw new Unreadable("the key file is gone; put it back from where it is kept");
            }
        }
        store();
        disk.replace(folder, "key", (Secret.fresh().hex() + " " + name + "\n").getBytes(StandardCharsets.UTF_8));
    }

    Cosigner self() {
        return self;
    }

    Path evidence() {
        return folder.resolve("evidence");
    }

    Disk disk() {
        return disk;
    }

    byte[] sign(byte[] message) {
        return secret.sign(message);
    }

    Map<String, Log> logs() {
        return Map.copyOf(logs);
    }

    Optional<Log> log(String origin) {
        return Optional.ofNullable(logs.get(origin));
    }

    /** From now on this log is followed; its key is settled once. */
    void follow(String keyLine) throws IOException, Unreadable {
        Cosigner key = Cosigner.readLog(keyLine);
        Log known = logs.get(key.name());
        if (known == null) {
            logs.put(key.name(), new Log(keyLine.strip(), key, Optional.empty()));
            store();
        } else if (!known.keyLine().equals(keyLine.strip())) {
            throw new Unreadable("another key is known for the log " + key.name()
                    + "; a log that changes its key is followed from an empty folder");
        }
    }

    /** Keeps the tree head on the disk before anybody is told that it was vouched for. */
    void remember(String origin, String note) throws IOException {
        Log before = log(origin).orElseThrow();
        logs.put(origin, new Log(before.keyLine(), before.key(), Optional.of(note)));
        try {
            store();
        } catch (IOException failed) {
            logs.put(origin, before);
            throw failed;
        }
    }

    private void store() throws IOException {
        StringBuilder text = new StringBuilder(FIRST).append('\n');
        logs.values().forEach(log -> text.append("log ")
                .append(log.keyLine())
                .append(' ')
                .append(log.newest()
                        .map(note -> Base64.getEncoder().encodeToString(note.getBytes(StandardCharsets.UTF_8)))
                        .orElse("none"))
                .append('\n'));
        String check = sm3(text.toString());
        text.append("sm3 ").append(check).append('\n');
        disk.replace(folder, "memory", text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private void read(String text) throws Unreadable {
        int end = text.lastIndexOf("sm3 ");
        if (end < 0
                || !text.startsWith(FIRST + "\n")
                || !text.substring(end).equals("sm3 " + sm3(text.substring(0, end)) + "\n")) {
            throw new Unreadable("the memory is damaged: this key may not sign again; begin anew in an empty folder");
        }
        logs.clear();
        for (String line : text.substring(FIRST.length() + 1, end).split("\n")) {
            if (line.isEmpty()) {
                continue;
            }
            String[] parts = line.split(" ");
            Cosigner key = Cosigner.readLog(parts[1]);
            Optional<String> newest = parts[2].equals("none")
                    ? Optional.empty()
                    : Optional.of(new String(Base64.getDecoder().decode(parts[2]), StandardCharsets.UTF_8));
            if (newest.isPresent()) {
                Checkpoint.read(newest.get());
            }
            logs.put(key.name(), new Log(parts[1], key, newest));
        }
    }

    private static String sm3(String text) {
        return HexFormat.of().formatHex(TreeHash.SM3.digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
