package org.mingjian.sealing.app;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.mingjian.facts.Evidence;
import org.mingjian.facts.Facts;
import org.mingjian.identity.Caller;
import org.mingjian.kernel.PlatformException;
import org.mingjian.sealing.BidState;
import org.mingjian.sealing.SealingError;
import org.mingjian.sealing.store.BidStore;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;

/** What a bidder sees of his own bid: its versions, the wrapped keys, the receipts. */
@Service
public class OwnBids {

    /** One version; {@code current} is the one that will be opened. */
    public record VersionView(
            int version,
            boolean current,
            UUID document,
            String name,
            String sm3,
            long size,
            Instant receivedAt,
            JsonNode recipients) {}

    /** The caller's bid in a trade. */
    public record BidOfMine(UUID bid, BidState state, String stateTitle, int version, List<VersionView> versions) {}

    private final BidStore store;
    private final Facts facts;

    OwnBids(BidStore store, Facts facts) {
        this.store = store;
        this.facts = facts;
    }

    public BidOfMine mine(String code, Caller caller) {
        BidStore.Row bid = own(code, caller);
        List<VersionView> versions = store.versions(bid.id()).stream()
                .map(version -> new VersionView(
                        version.version(),
                        version.version() == bid.version() && bid.state() != BidState.TAKEN_BACK,
                        version.document(),
                        version.name(),
                        version.sm3(),
                        version.size(),
                        version.receivedAt(),
                        version.recipients()))
                .toList();
        return new BidOfMine(bid.id(), bid.state(), bid.state().title(), bid.version(), versions);
    }

    public Evidence receipt(String code, int version, Caller caller) {
        long fact = store.versions(own(code, caller).id()).stream()
                .filter(known -> known.version() == version)
                .findFirst()
                .orElseThrow(() -> new PlatformException(SealingError.VERSION_NOT_FOUND, "版本 " + version))
                .fact();
        return facts.evidence(fact, "receipt", SubmittingBids.PATIENCE);
    }

    private BidStore.Row own(String code, Caller caller) {
        return store.of(code, caller.requireOrganisation().id())
                .orElseThrow(() -> new PlatformException(SealingError.BID_NOT_FOUND, code));
    }
}
