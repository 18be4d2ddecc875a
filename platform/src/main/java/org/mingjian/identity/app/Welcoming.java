package org.mingjian.identity.app;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mingjian.identity.app.KeepingSessions.Visitor;
import org.mingjian.identity.store.CertificateStore;
import org.mingjian.identity.store.SessionStore;
import org.mingjian.kernel.GroupWork;
import org.mingjian.kernel.crypto.Sm3;
import org.springframework.stereotype.Service;

/**
 * What a login reads besides its transaction: whose certificates have a number, before it; who came in, after it.
 * Logins that come together share the statements, each of which costs more than the signature that it is about.
 */
@Service
public class Welcoming {

    private static final int GROUP = 256;

    /** Who came in, and the newest certificate that may be used. */
    public record Welcome(Visitor visitor, @Nullable String certificate) {}

    private final KeepingSessions sessions;
    private final KeepingCertificates certificates;
    private final SessionStore sessionStore;
    private final CertificateStore certificateStore;
    private final GroupWork<String, List<CertificateStore.Row>> holders;
    private final GroupWork<byte[], Optional<Welcome>> welcomes;

    Welcoming(
            KeepingSessions sessions,
            KeepingCertificates certificates,
            SessionStore sessionStore,
            CertificateStore certificateStore) {
        this.sessions = sessions;
        this.certificates = certificates;
        this.sessionStore = sessionStore;
        this.certificateStore = certificateStore;
        this.holders = new GroupWork<>(
                Executors.newSingleThreadExecutor(
                        Thread.ofPlatform().name("login-holders").daemon().factory()),
                GROUP,
                this::holders);
        this.welcomes = new GroupWork<>(
                Executors.newSingleThreadExecutor(
                        Thread.ofPlatform().name("login-welcome").daemon().factory()),
                GROUP,
                this::welcomes);
    }

    /** Certificates of a number, of whichever authority. */
    List<CertificateStore.Row> holders(String serial) {
        return holders.of(serial);
    }

    private List<List<CertificateStore.Row>> holders(List<String> serials) {
        Map<String, List<CertificateStore.Row>> found =
                certificateStore.find(serials).stream().collect(Collectors.groupingBy(CertificateStore.Row::serial));
        return serials.stream()
                .map(serial -> found.getOrDefault(serial, List.of()))
                .toList();
    }

    /** The one behind a token that was just given out. */
    public Optional<Welcome> of(String token) {
        return welcomes.of(Sm3.digest(SigningIn.decode(token)));
    }

    private List<Optional<Welcome>> welcomes(List<byte[]> digests) {
        Map<ByteBuffer, SessionStore.Known> known = new HashMap<>();
        sessionStore.find(digests).forEach((digest, one) -> known.put(ByteBuffer.wrap(digest), one));
        Map<UUID, List<CertificateStore.Row>> rows =
                certificateStore
                        .of(known.values().stream()
                                .map(one -> one.account().id())
                                .distinct()
                                .toList())
                        .stream()
                        .collect(Collectors.groupingBy(CertificateStore.Row::account));
        return digests.stream()
                .map(digest -> Optional.ofNullable(known.get(ByteBuffer.wrap(digest)))
                        .flatMap(sessions::visitor)
                        .map(visitor -> welcome(visitor, rows)))
                .toList();
    }

    private Welcome welcome(Visitor visitor, Map<UUID, List<CertificateStore.Row>> rows) {
        String serial = rows.getOrDefault(visitor.caller().account(), List.of()).stream()
                .filter(certificates::isUsable)
                .map(CertificateStore.Row::serial)
                .findFirst()
                .orElse(null);
        return new Welcome(visitor, serial);
    }
}
