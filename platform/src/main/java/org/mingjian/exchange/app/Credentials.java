package org.mingjian.exchange.app;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.mingjian.exchange.domain.Scope;
import org.mingjian.exchange.store.CredentialStore;
import org.mingjian.exchange.store.CredentialStore.Credential;
import org.mingjian.exchange.store.PeerStore;
import org.mingjian.protection.Secrets;
import org.springframework.stereotype.Component;

/** 对接密钥: made here, shown once, kept sealed, changed without a gap, ended at once when need be. */
@Component
class Credentials {

    /** Systems admitted before there were applications have theirs beside their name. */
    private static final String OLD = "exchange.peer.secret";

    private static final Duration GRACE = Duration.ofHours(24);

    private final CredentialStore store;
    private final PeerStore peers;
    private final Secrets secrets;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    Credentials(CredentialStore store, PeerStore peers, Secrets secrets, InstantSource clock) {
        this.store = store;
        this.peers = peers;
        this.secrets = secrets;
        this.clock = clock;
    }

    /** A secret in the clear: it lives as long as one proof. */
    record Key(Scope scope, String secret) {
        @Override
        public String toString() {
            return "Key[" + scope + "]";
        }
    }

    /** Those with which a system may sign now; none when it was stopped or never admitted. */
    List<Key> standing(String system) {
        List<Key> keys = new ArrayList<>();
        peers.find(system)
                .filter(peer -> peer.kind() == PeerStore.Kind.SYSTEM && !peer.stopped())
                .ifPresent(peer -> {
                    if (!peer.secret().isEmpty()) {
                        keys.add(new Key(Scope.LIVE, secrets.open(OLD, peer.secret())));
                    }
                    Instant now = clock.instant();
                    store.of(system).stream()
                            .filter(one -> one.stands(now))
                            .forEach(one ->
                                    keys.add(new Key(one.scope(), secrets.open(CredentialStore.FIELD, one.sealed()))));
                });
        return keys;
    }

    List<Credential> of(String system) {
        return store.of(system);
    }

    /**
     * A new secret.
     *
     * @param atOnce whether those before end now and not in a day
     * @return in the clear, this once
     */
    String make(String system, Scope scope, String by, boolean atOnce) {
        Instant now = clock.instant();
        store.end(system, scope, atOnce ? now : now.plus(GRACE));
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        String secret = HexFormat.of().formatHex(bytes);
        store.add(new Credential(
                UUID.randomUUID(), system, scope, secrets.seal(CredentialStore.FIELD, secret), now, by, null));
        return secret;
    }

    void endAll(String system) {
        for (Scope scope : Scope.values()) {
            store.end(system, scope, clock.instant());
        }
    }
}
