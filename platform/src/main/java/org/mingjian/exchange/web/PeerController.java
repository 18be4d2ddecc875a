package org.mingjian.exchange.web;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingjian.exchange.app.KeepingPeers;
import org.mingjian.exchange.app.Node;
import org.mingjian.exchange.store.PeerStore;
import org.mingjian.identity.Caller;
import org.mingjian.identity.Needs;
import org.mingjian.identity.Permission;
import org.mingjian.kernel.Open;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** This node's card, and the nodes and systems it speaks with. */
@RestController
class PeerController {

    private final KeepingPeers peers;
    private final Node node;

    PeerController(KeepingPeers peers, Node node) {
        this.peers = peers;
        this.node = node;
    }

    /** @param publicKey base64 of 65 bytes, SM2 */
    record Card(String code, String name, String tier, String publicKey) {}

    /** A peer as people see it. */
    record Shown(
            String code,
            String name,
            PeerStore.Kind kind,
            String publicKey,
            String url,
            List<String> systems,
            Instant admittedAt,
            String admittedBy,
            boolean stopped) {}

    /** @param region 行政区划代码 whose data officers see its records; without it the one its code says, or the node's */
    record Admission(
            @NotNull String code,
            @NotNull String name,
            PeerStore.@NotNull Kind kind,
            @Nullable String publicKey,
            @Nullable String url,
            @Nullable List<String> systems,
            @Nullable Boolean stopped,
            @Nullable @Pattern(regexp = "\\d{6}") String region) {}

    /** @param secret shown this once; empty for a node */
    record Admitted(Shown peer, String secret) {}

    @Open("节点的代码和公钥，供相邻节点核对")
    @GetMapping("/api/exchange/node")
    Card node() {
        return new Card(node.code(), node.name(), node.tier().option(), node.publicKey());
    }

    @Needs(Permission.EXCHANGE_ADMIT)
    @GetMapping("/api/exchange/peers")
    List<Shown> peers() {
        return peers.all().stream().map(PeerController::shown).toList();
    }

    @Needs(Permission.EXCHANGE_ADMIT)
    @PostMapping("/api/exchange/peers")
    Admitted admit(@RequestBody @jakarta.validation.Valid Admission asked, Caller caller) {
        KeepingPeers.Admitted admitted = peers.admit(
                new KeepingPeers.Asked(
                        asked.code(),
                        asked.name(),
                        asked.kind(),
                        asked.publicKey() == null ? "" : asked.publicKey(),
                        asked.url() == null ? "" : asked.url(),
                        asked.systems() == null
                                ? List.of()
                                : asked.systems().stream().map(String::valueOf).toList(),
                        Boolean.TRUE.equals(asked.stopped())),
                caller.actor());
        if (asked.region() != null) {
            peers.place(asked.code(), asked.region());
        }
        return new Admitted(shown(admitted.peer()), admitted.secret());
    }

    private static Shown shown(PeerStore.Peer peer) {
        return new Shown(
                peer.code(),
                peer.name(),
                peer.kind(),
                peer.publicKey(),
                peer.url(),
                peer.systems(),
                peer.admittedAt(),
                peer.admittedBy(),
                peer.stopped());
    }
}
