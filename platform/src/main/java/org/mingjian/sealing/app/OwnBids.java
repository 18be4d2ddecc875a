package org.mingjian.sealing.app;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjian.document.Documents;
import org.mingjian.facts.Evidence;
import org.mingjian.facts.Facts;
import org.mingjian.identity.Caller;
import org.mingjian.kernel.PlatformException;
import org.mingjian.sealing.BidState;
import org.mingjian.sealing.SealingError;
import org.mingjian.sealing.store.BidStore;
import org.mingjian.sealing.store.RehearsalStore;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;

/** What a bidder sees of his own bid: its versions, the wrapped keys, the receipts. */
@Service
public class OwnBids {

    /** One version; {@code current} is the one that will be opened, {@code rehearsal} its last trial. */
    public record VersionView(
            int version,
            boolean current,
            UUID document,
            String name,
            String sm3,
            long size,
            Instant receivedAt,
            JsonNode recipients,
            Rehearsing.@Nullable RehearsalView rehearsal) {}

    /** The caller's bid in a trade. */
    public record BidOfMine(UUID bid, BidState state, String stateTitle, int version, List<VersionView> versions) {}

    private final BidStore store;
    private final Rehearsing rehearsing;
    private final Facts facts;
    private final Documents documents;

    OwnBids(BidStore store, Rehearsing rehearsing, Facts facts, Documents documents) {
        this.store = store;
        this.rehearsing = rehearsing;
        this.facts = facts;
        this.documents = documents;
    }

    public BidOfMine mine(String code, Caller caller) {
        BidStore.Row bid = own(code, caller);
        List<RehearsalStore.Row> tried = rehearsing.ofBid(bid.id());
        List<VersionView> versions = store.versions(bid.id()).stream()
                .map(version -> new VersionView(
                        version.version(),
                        version.version() == bid.version() && bid.state() != BidState.TAKEN_BACK,
                        version.document(),
                        version.name(),
                        version.sm3(),
                        version.size(),
                        version.receivedAt(),
                        version.recipients(),
                        rehearsing.last(tried, version.version())))
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

    /** The bytes that the platform holds. */
    public record Held(String sm3, long size, InputStream content) {}

    /** The version that will be opened, as it lies in the store: for the rehearsal. */
    public Held held(String code, Caller caller) {
        BidStore.Row bid = own(code, caller);
        try {
            return new Held(bid.sm3(), bid.size(), documents.open(bid.sm3()));
        } catch (IOException lost) {
            throw new PlatformException(SealingError.BID_UNREADABLE, bid.sm3(), lost);
        }
    }

    private BidStore.Row own(String code, Caller caller) {
        return store.of(code, caller.requireOrganisation().id())
                .orElseThrow(() -> new PlatformException(SealingError.BID_NOT_FOUND, code));
    }
}
