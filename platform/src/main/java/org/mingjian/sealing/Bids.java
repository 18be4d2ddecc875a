package org.mingjian.sealing;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjian.document.StoredDocument;
import org.mingjian.kernel.Money;
import tools.jackson.databind.JsonNode;

/** Bids after the opening, for evaluation, award and contract. Before the prices were read there is nothing here. */
public interface Bids {

    /**
     * A bid that was there at the deadline.
     *
     * @param seq order of receipt, from 1
     * @param state OPENED, REVOKED or WITHDRAWN
     * @param price 投标报价, null unless opened
     * @param sheet 开标一览表 as its bidder wrote it, null unless opened
     * @param cause why it was not opened
     */
    record OpenedBid(
            UUID id,
            int seq,
            UUID organisation,
            String bidder,
            String creditCode,
            BidState state,
            @Nullable Money price,
            @Nullable JsonNode sheet,
            @Nullable OpeningCause cause,
            String sm3) {

        public boolean isOpened() {
            return state == BidState.OPENED;
        }
    }

    /** A file of a bid; the name may have folders. */
    record BidFile(String name, StoredDocument document) {}

    /** All bids of a trade in the order of receipt; empty before the prices were read. */
    List<OpenedBid> ofTrade(String trade);

    Optional<OpenedBid> find(UUID bid);

    /**
     * The files of an opened bid, decrypted when they are first asked for.
     *
     * @throws org.mingjian.kernel.PlatformException NOT_FOUND unless opened and read, UNAVAILABLE when the store fails,
     *     CONFLICT when the files do not open although the sheet did: a matter for the panel
     */
    List<BidFile> files(UUID bid);
}
