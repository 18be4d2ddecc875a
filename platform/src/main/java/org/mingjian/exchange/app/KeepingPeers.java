package org.mingjian.exchange.app;

import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.mingjian.exchange.ExchangeError;
import org.mingjian.exchange.store.BoardStore;
import org.mingjian.exchange.store.DutyStore;
import org.mingjian.exchange.store.PeerStore;
import org.mingjian.exchange.store.PeerStore.Kind;
import org.mingjian.exchange.store.PeerStore.Peer;
import org.mingjian.facts.Actor;
import org.mingjian.facts.Facts;
import org.mingjian.facts.NewFact;
import org.mingjian.kernel.PlatformException;
import org.mingjian.kernel.crypto.Sm2;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Which nodes and systems this one speaks with. Each admission is a fact, of two persons ({@link AdmittingNodes}). */
@Service
public class KeepingPeers {

    private static final Pattern CODE = Pattern.compile("[A-Z0-9]{4,20}");
    private static final Pattern SYSTEM = Pattern.compile("[0-9A-Z]{4}");
    private static final Pattern URL = Pattern.compile("https?://[^\\s]{1,200}[^/\\s]");

    private final PeerStore store;
    private final Facts facts;
    private final InstantSource clock;
    private final ExchangeBell bell;
    private final BoardStore boards;
    private final DutyStore duties;

    KeepingPeers(
            PeerStore store, Facts facts, InstantSource clock, ExchangeBell bell, BoardStore boards, DutyStore duties) {
        this.store = store;
        this.facts = facts;
        this.clock = clock;
        this.bell = bell;
        this.boards = boards;
        this.duties = duties;
    }

    /**
     * A node that is asked for.
     *
     * @param publicKey base64
     * @param systems 系统编号 its records may carry; empty for any
     */
    public record Asked(String code, String name, Kind kind, String publicKey, String url, List<String> systems) {}

    public List<Peer> all() {
        return store.all();
    }

    Optional<Peer> find(String code) {
        return store.find(code);
    }

    /** A node, as two persons agreed. */
    @Transactional
    void admit(Asked asked, Actor actor) {
        check(asked);
        keep(
                new Peer(
                        asked.code(),
                        asked.name(),
                        asked.kind(),
                        asked.publicKey(),
                        "",
                        asked.url(),
                        asked.systems(),
                        clock.instant(),
                        actor.name(),
                        false),
                "exchange.peerAdmitted",
                actor);
        duties.begin(asked.code(), asked.systems(), clock.instant());
    }

    /** The place of a system that has applied: what it may send hangs on its secrets. */
    @Transactional
    void open(String system, String name, Actor actor) {
        Peer peer =
                new Peer(system, name, Kind.SYSTEM, "", "", "", List.of(system), clock.instant(), actor.name(), false);
        store.keep(peer);
    }

    /** Ends a peer at once; to begin again takes two persons. */
    @Transactional
    public void stop(String code, String reason, Actor actor) {
        Peer peer = store.find(code).orElseThrow(() -> new PlatformException(ExchangeError.PEER_NOT_FOUND, code));
        store.keep(new Peer(
                peer.code(),
                peer.name(),
                peer.kind(),
                peer.publicKey(),
                peer.secret(),
                peer.url(),
                peer.systems(),
                peer.admittedAt(),
                peer.admittedBy(),
                true));
        facts.record(NewFact.open(
                "exchange:" + code, "exchange.peerStopped", actor, java.util.Map.of("code", code, "reason", reason)));
        bell.ringAfterCommit();
    }

    private void keep(Peer peer, String kind, Actor actor) {
        store.keep(peer);
        facts.record(NewFact.open("exchange:" + peer.code(), kind, actor, new Told(peer)));
        bell.ringAfterCommit();
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

    void check(Asked asked) {
        if (!CODE.matcher(asked.code()).matches()
                || asked.name().isBlank()
                || asked.name().length() > 200
                || (asked.name() + asked.url() + asked.publicKey()).chars().anyMatch(c -> c < ' ')
                || !asked.systems().stream()
                        .allMatch(system -> SYSTEM.matcher(system).matches())) {
            throw new PlatformException(ExchangeError.PEER_INVALID, "代码4至20位大写字母和数字，名称必填，系统编号4位");
        }
        if (store.find(asked.code())
                .filter(known -> known.kind() == Kind.SYSTEM)
                .isPresent()) {
            throw new PlatformException(ExchangeError.PEER_INVALID, "代码" + asked.code() + "是一个对接系统的编号");
        }
        if (!isKey(asked.publicKey())) {
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
}
