package org.mingjian.exchange.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjian.exchange.app.AdmittingNodes;
import org.mingjian.exchange.app.KeepingPeers;
import org.mingjian.exchange.app.Node;
import org.mingjian.exchange.store.PeerStore;
import org.mingjian.identity.Caller;
import org.mingjian.identity.Needs;
import org.mingjian.identity.Permission;
import org.mingjian.identity.ProposedSettings;
import org.mingjian.kernel.Open;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** This node's card, and the nodes and systems it speaks with. */
@RestController
class PeerController {

    private final KeepingPeers peers;
    private final Node node;
    private final ProposedSettings settings;

    PeerController(KeepingPeers peers, Node node, ProposedSettings settings) {
        this.settings = settings;
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

    /**
     * A node that is wanted; systems built by others apply themselves.
     *
     * @param region 行政区划代码 whose data officers see its records; without it the one its code says, or the node's
     */
    record Admission(
            @NotBlank @Size(max = 20) String code,
            @NotBlank @Size(max = 200) String name,
            @NotNull @Pattern(regexp = "UPPER|LOWER") String kind,
            @NotBlank @Size(max = 200) String publicKey,
            @Nullable @Size(max = 300) String url,
            @Nullable @Size(max = 100) List<@NotNull @Size(max = 4) String> systems,
            @Nullable @Pattern(regexp = "\\d{6}") String region) {}

    /** @param proposal waits for a second person, the security administrator */
    record Proposed(UUID proposal) {}

    record Stopping(@NotBlank @Size(max = 500) String reason) {}

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

    /** Takes effect when the security administrator has compared the key and activates it. */
    @Needs(Permission.EXCHANGE_ADMIT)
    @PostMapping("/api/exchange/peers")
    Proposed admit(@RequestBody @Valid Admission asked, Caller caller) {
        return new Proposed(settings.propose(
                AdmittingNodes.SUBJECT,
                Map.of(
                        "code", asked.code(),
                        "name", asked.name(),
                        "kind", asked.kind(),
                        "publicKey", asked.publicKey(),
                        "url", asked.url() == null ? "" : asked.url(),
                        "systems", asked.systems() == null ? "" : String.join(",", asked.systems()),
                        "region", asked.region() == null ? "" : asked.region()),
                caller));
    }

    @Needs(Permission.EXCHANGE_ADMIT)
    @PostMapping("/api/exchange/peers/{code}/stop")
    void stop(@PathVariable String code, @RequestBody @Valid Stopping asked, Caller caller) {
        peers.stop(code, asked.reason(), caller.actor());
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
