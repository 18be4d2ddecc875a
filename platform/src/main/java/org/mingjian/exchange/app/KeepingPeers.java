package org.mingjian.exchange.app;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.mingjian.exchange.ExchangeError;
import org.mingjian.exchange.store.BoardStore;
import org.mingjian.exchange.store.PeerStore;
import org.mingjian.exchange.store.PeerStore.Kind;
import org.mingjian.exchange.store.PeerStore.Peer;
import org.mingjian.facts.Actor;
import org.mingjian.facts.Facts;
import org.mingjian.facts.NewFact;
import org.mingjian.kernel.PlatformException;
import org.mingjian.kernel.crypto.Sm2;
import org.mingjian.protection.Secrets;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 准入: which nodes and systems this one speaks with. Each admission is a fact. */
@Service
public class KeepingPeers {

    private static final String SECRET = "exchange.peer.secret";
    private static final Pattern CODE = Pattern.compile("[A-Z0-9]{4,20}");
    private static final Pattern SYSTEM = Pattern.compile("[0-9A-Z]{4}");
    private static final Pattern URL = Pattern.compile("https?://[^\\s]{1,200}[^/\\s]");

    private final PeerStore store;
    private final Secrets secrets;
    private final Facts facts;
    private final InstantSource clock;
    private final ExchangeBell bell;
    private final BoardStore boards;

    KeepingPeers(
            PeerStore store, Secrets secrets, Facts facts, InstantSource clock, ExchangeBell bell, BoardStore boards) {
        this.store = store;
        this.secrets = secrets;
        this.facts = facts;
        this.clock = clock;
        this.bell = bell;
        this.boards = boards;
    }

    /**
     * What is asked for.
     *
     * @param publicKey base64; empty for a system behind an older door
     * @param systems 系统编号 its records may carry; empty for any
     */
    public record Asked(
            String code, String name, Kind kind, String publicKey, String url, List<String> systems, boolean stopped) {}

    /** @param secret shown this once, for a system behind an older door; else empty */
    public record Admitted(Peer peer, String secret) {}

    public List<Peer> all() {
        return store.all();
    }

    @Transactional
    public Admitted admit(Asked asked, Actor actor) {
        check(asked);
        String secret = "";
        String sealed = "";
        if (asked.kind() == Kind.SYSTEM) {
            byte[] bytes = new byte[32];
            new SecureRandom().nextBytes(bytes);
            secret = HexFormat.of().formatHex(bytes);
            sealed = secrets.seal(SECRET, secret);
        }
        Peer peer = new Peer(
                asked.code(),
                asked.name(),
                asked.kind(),
                asked.publicKey(),
                sealed,
                asked.url(),
                asked.kind() == Kind.SYSTEM && asked.systems().isEmpty() ? List.of(asked.code()) : asked.systems(),
                clock.instant(),
                actor.name(),
                asked.stopped());
        store.keep(peer);
        facts.record(NewFact.open("exchange:" + peer.code(), "exchange.peerAdmitted", actor, new Told(peer)));
        bell.ringAfterCommit();
        return new Admitted(peer, secret);
    }

    /** Whose data officers see what comes from there. */
    @Transactional
    public void place(String source, String region) {
        boards.keepRegion(source, region);
    }

    /** As the fact tells it: without the secret. */
    record Told(String code, String name, String kind, String publicKey, List<String> systems, boolean stopped) {
        Told(Peer peer) {
            this(peer.code(), peer.name(), peer.kind().name(), peer.publicKey(), peer.systems(), peer.stopped());
        }
    }

    private void check(Asked asked) {
        if (!CODE.matcher(asked.code()).matches()
                || asked.name().isBlank()
                || asked.name().length() > 200
                || (asked.name() + asked.url() + asked.publicKey()).chars().anyMatch(c -> c < ' ')
                || !asked.systems().stream()
                        .allMatch(system -> SYSTEM.matcher(system).matches())) {
            throw new PlatformException(ExchangeError.PEER_INVALID, "代码4至20位大写字母和数字，名称必填，系统编号4位");
        }
        if (asked.kind() != Kind.SYSTEM && !isKey(asked.publicKey())) {
            throw new PlatformException(ExchangeError.PEER_INVALID, "公钥应为SM2公钥（65字节的base64）");
        }
        if (asked.kind() == Kind.UPPER) {
            if (!URL.matcher(asked.url()).matches()) {
                throw new PlatformException(ExchangeError.PEER_INVALID, "上级平台的地址应为http(s)://…，末尾不带斜线");
            }
            Optional<Peer> other = store.upper().filter(known -> !known.code().equals(asked.code()));
            if (other.isPresent()) {
                throw new PlatformException(
                        ExchangeError.PEER_INVALID, "已有上级平台" + other.get().code() + "，先停止它");
            }
        }
    }

    private static boolean isKey(String base64) {
        try {
            return Sm2.isPublicKey(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    /** The shared secret of a system behind an older door. */
    Optional<String> secret(String code) {
        return store.find(code)
                .filter(peer -> peer.kind() == Kind.SYSTEM && !peer.stopped())
                .map(peer -> secrets.open(SECRET, peer.secret()));
    }
}
