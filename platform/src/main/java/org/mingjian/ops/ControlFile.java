package org.mingjian.ops;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * How {@code ./mingjian} commands the platform that runs on a data folder: the file {@code control} there holds its
 * port
 * and a secret (0600). Who may read the data folder owns the platform anyway, so no account is asked for.
 */
@Component
public class ControlFile implements AutoCloseable {

    private final Path file;
    private final Environment environment;
    private final String secret;

    ControlFile(DataFolder data, Environment environment) {
        this.file = data.path().resolve("control");
        this.environment = environment;
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        this.secret = HexFormat.of().formatHex(random);
    }

    /** Whether the caller has read the file. Takes the same time however much of the secret is right. */
    public boolean admits(String presented) {
        return MessageDigest.isEqual(
                presented.getBytes(StandardCharsets.UTF_8), secret.getBytes(StandardCharsets.UTF_8));
    }

    @EventListener(ApplicationReadyEvent.class)
    void write() throws IOException {
        String port = environment.getProperty("local.server.port");
        if (port != null) {
            Files.deleteIfExists(file);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, port + " " + secret + "\n");
        }
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }
}
