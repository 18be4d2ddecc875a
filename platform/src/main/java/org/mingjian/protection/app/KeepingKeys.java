package org.mingjian.protection.app;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.mingjian.facts.Actor;
import org.mingjian.facts.Facts;
import org.mingjian.facts.NewFact;
import org.mingjian.facts.Secrecy;
import org.mingjian.kernel.crypto.CryptoFailure;
import org.mingjian.kernel.crypto.Sm3;
import org.mingjian.kernel.crypto.Sm4Gcm;
import org.mingjian.ops.KeyFolder;
import org.mingjian.protection.KeyRotation;
import org.mingjian.protection.Secrets;
import org.mingjian.protection.store.KeyStore;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The key hierarchy: {@code root-N.sm4} in the key folder wraps the data keys of table {@code protection.data_key}. The
 * newest data key seals; every key that is there opens. A key seen nowhere yet is looked up in the table, so
 * other nodes
 * follow a rotation by themselves.
 */
@Service
class KeepingKeys implements Secrets, KeyRotation {

    private static final String PREFIX = "sm4:";
    private static final int BATCH = 500;

    private final KeyFolder folder;
    private final KeyStore store;
    private final TransactionTemplate transaction;
    private final InstantSource clock;
    private final Facts facts;
    private final ObjectProvider<SealedColumns> columns;
    private final SecureRandom random = new SecureRandom();
    private final Map<Long, byte[]> open = new ConcurrentHashMap<>();
    private volatile long newest;

    KeepingKeys(
            KeyFolder folder,
            KeyStore store,
            TransactionTemplate transaction,
            InstantSource clock,
            Facts facts,
            ObjectProvider<SealedColumns> columns) {
        this.folder = folder;
        this.store = store;
        this.transaction = transaction;
        this.clock = clock;
        this.facts = facts;
        this.columns = columns;
    }

    @Override
    public String seal(String field, String plain) {
        long id = newest();
        byte[] nonce = bytes(Sm4Gcm.NONCE_LENGTH);
        byte[] sealed = Sm4Gcm.seal(key(id), nonce, utf8(field), utf8(plain));
        byte[] all = Arrays.copyOf(nonce, nonce.length + sealed.length);
        System.arraycopy(sealed, 0, all, nonce.length, sealed.length);
        return prefix(id) + Base64.getEncoder().encodeToString(all);
    }

    @Override
    public String open(String field, String sealed) {
        String[] parts = sealed.split(":", 3);
        if (parts.length != 3 || !sealed.startsWith(PREFIX)) {
            throw new IllegalStateException("not a sealed value in " + field);
        }
        byte[] all = Base64.getDecoder().decode(parts[2]);
        byte[] nonce = Arrays.copyOf(all, Sm4Gcm.NONCE_LENGTH);
        byte[] body = Arrays.copyOfRange(all, Sm4Gcm.NONCE_LENGTH, all.length);
        try {
            return new String(
                    Sm4Gcm.open(key(Long.parseLong(parts[1])), nonce, utf8(field), body), StandardCharsets.UTF_8);
        } catch (CryptoFailure e) {
            throw new IllegalStateException("a value of " + field + " does not open: changed, or of another field", e);
        }
    }

    @Override
    public String index(String field, String plain) {
        byte[] key = HexFormat.of()
                .parseHex(folder.readOrMake("index.hmac", () -> HexFormat.of().formatHex(bytes(32))));
        return HexFormat.of().formatHex(hmac(key, utf8(field + "\n" + plain)));
    }

    /** RFC 2104 over SM3, whose block is 64 bytes. */
    private static byte[] hmac(byte[] key, byte[] message) {
        byte[] inner = new byte[64];
        byte[] outer = new byte[64];
        for (int i = 0; i < 64; i++) {
            byte one = i < key.length ? key[i] : 0;
            inner[i] = (byte) (one ^ 0x36);
            outer[i] = (byte) (one ^ 0x5c);
        }
        return Sm3.digest(outer, Sm3.digest(inner, message));
    }

    @Override
    public boolean isOld(String sealed) {
        return !sealed.startsWith(prefix(newest()));
    }

    private static String prefix(long id) {
        return PREFIX + id + ":";
    }

    private long newest() {
        long known = newest;
        return known > 0 ? known : load();
    }

    private synchronized long load() {
        List<KeyStore.DataKey> all = store.all();
        if (all.isEmpty()) {
            transaction.executeWithoutResult(status -> {
                store.lock();
                if (store.all().isEmpty()) {
                    store.add(1, wrap(1, bytes(Sm4Gcm.KEY_LENGTH)), clock.instant());
                }
            });
            all = store.all();
        }
        all.forEach(one -> open.computeIfAbsent(one.id(), id -> unwrap(one)));
        newest = all.getLast().id();
        return newest;
    }

    private byte[] key(long id) {
        byte[] known = open.get(id);
        if (known == null) {
            load();
            known = open.get(id);
        }
        if (known == null) {
            throw new IllegalStateException("data key " + id + " is not here");
        }
        return known;
    }

    private byte[] root(int number) {
        return HexFormat.of().parseHex(folder.readOrMake("root-" + number + ".sm4", () -> HexFormat.of()
                .formatHex(bytes(Sm4Gcm.KEY_LENGTH))));
    }

    private byte[] wrap(int number, byte[] key) {
        byte[] nonce = bytes(Sm4Gcm.NONCE_LENGTH);
        byte[] sealed = Sm4Gcm.seal(root(number), nonce, utf8("data-key"), key);
        byte[] all = Arrays.copyOf(nonce, nonce.length + sealed.length);
        System.arraycopy(sealed, 0, all, nonce.length, sealed.length);
        return all;
    }

    private byte[] unwrap(KeyStore.DataKey key) {
        byte[] nonce = Arrays.copyOf(key.wrapped(), Sm4Gcm.NONCE_LENGTH);
        byte[] body = Arrays.copyOfRange(key.wrapped(), Sm4Gcm.NONCE_LENGTH, key.wrapped().length);
        byte[] root = folder.read("root-" + key.root() + ".sm4")
                .map(HexFormat.of()::parseHex)
                .orElseThrow(() -> new IllegalStateException("root key " + key.root() + " is not in the key folder"));
        try {
            return Sm4Gcm.open(root, nonce, utf8("data-key"), body);
        } catch (CryptoFailure e) {
            throw new IllegalStateException("data key " + key.id() + " does not open with root key " + key.root(), e);
        }
    }

    @Override
    public Done rotateDataKey() {
        transaction.executeWithoutResult(status -> {
            store.lock();
            int root = store.all().isEmpty() ? 1 : store.all().getLast().root();
            store.add(root, wrap(root, bytes(Sm4Gcm.KEY_LENGTH)), clock.instant());
        });
        long key = load();
        long values = 0;
        for (SealedColumns one : columns.orderedStream().toList()) {
            values += resealAll(one, key);
        }
        return note("data", new Done(key, values));
    }

    private long resealAll(SealedColumns one, long key) {
        long values = 0;
        Integer changed;
        do {
            changed = transaction.execute(
                    status -> one.resealSome(BATCH, prefix(key), value -> seal(one.field(), open(one.field(), value))));
            values += changed == null ? 0 : changed;
        } while (changed != null && changed > 0);
        return values;
    }

    @Override
    public Done rotateRootKey() {
        load();
        Long count = transaction.execute(status -> {
            store.lock();
            List<KeyStore.DataKey> all = store.all();
            int next = all.getLast().root() + 1;
            all.forEach(one -> store.rewrap(one.id(), next, wrap(next, unwrap(one))));
            return (long) all.size();
        });
        return note("root", new Done(newest(), count == null ? 0 : count));
    }

    private Done note(String which, Done done) {
        facts.append(NewFact.secret(
                "keys",
                "protection.key-rotated",
                Actor.SYSTEM,
                Map.of("which", which, "key", done.newestKey(), "values", done.values()),
                Secrecy.PARTIES));
        return done;
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
