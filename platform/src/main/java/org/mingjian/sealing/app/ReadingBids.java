package org.mingjian.sealing.app;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.mingjian.document.DocumentOutput;
import org.mingjian.document.DocumentOwner;
import org.mingjian.document.Documents;
import org.mingjian.kernel.Money;
import org.mingjian.kernel.PlatformException;
import org.mingjian.kernel.crypto.CryptoFailure;
import org.mingjian.sealing.BidState;
import org.mingjian.sealing.Bids;
import org.mingjian.sealing.OpeningPhase;
import org.mingjian.sealing.SealingError;
import org.mingjian.sealing.domain.EnvelopeRefused;
import org.mingjian.sealing.domain.OpenedBids;
import org.mingjian.sealing.store.BidStore;
import org.mingjian.sealing.store.BoardStore;
import org.mingjian.sealing.store.BoardStore.Entry;
import org.mingjian.sealing.store.OpeningStore;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Opened bids for the modules above; the files are decrypted into the document store at the first request. */
@Service
class ReadingBids implements Bids {

    private static final int BUFFER = 256 * 1024;

    private final BoardStore board;
    private final BidStore bids;
    private final OpeningStore openings;
    private final Documents documents;
    private final BidKeys keys;
    private final TransactionTemplate transaction;

    ReadingBids(
            BoardStore board,
            BidStore bids,
            OpeningStore openings,
            Documents documents,
            BidKeys keys,
            TransactionTemplate transaction) {
        this.board = board;
        this.bids = bids;
        this.openings = openings;
        this.documents = documents;
        this.keys = keys;
        this.transaction = transaction;
    }

    @Override
    public List<OpenedBid> ofTrade(String trade) {
        return isRead(trade)
                ? board.board(trade).stream().map(ReadingBids::view).toList()
                : List.of();
    }

    @Override
    public Optional<OpenedBid> find(UUID bid) {
        return bids.find(bid)
                .filter(row -> isRead(row.trade()))
                .flatMap(row -> board.find(bid))
                .map(ReadingBids::view);
    }

    private boolean isRead(String trade) {
        return openings.find(trade)
                .filter(opening -> opening.phase() == OpeningPhase.READ || opening.phase() == OpeningPhase.RECORDED)
                .isPresent();
    }

    private static OpenedBid view(Entry bid) {
        return new OpenedBid(
                bid.id(),
                bid.seq(),
                bid.organisation(),
                bid.name(),
                bid.creditCode(),
                bid.state(),
                bid.sheet() == null ? null : Money.of(bid.sheet().path("price").asString()),
                bid.sheet(),
                bid.cause(),
                bid.sm3());
    }

    @Override
    public List<BidFile> files(UUID bid) {
        BidStore.Row row = bids.find(bid)
                .filter(found -> found.state() == BidState.OPENED && isRead(found.trade()))
                .orElseThrow(() -> new PlatformException(SealingError.BID_NOT_FOUND, bid.toString()));
        List<BidFile> known = stored(bid);
        if (!known.isEmpty()) {
            return known;
        }
        open(row);
        return stored(bid);
    }

    private List<BidFile> stored(UUID bid) {
        return board.files(bid).stream()
                .map(file ->
                        new BidFile(file.name(), documents.find(file.document()).orElseThrow()))
                .toList();
    }

    /** Two who ask at once both decrypt; the content is stored once and the list of the first stays. */
    private void open(BidStore.Row bid) {
        byte[] sealed = board.keySealed(bid.id()).orElseThrow();
        List<NewFile> written = new ArrayList<>();
        try (InputStream in = new BufferedInputStream(documents.open(bid.sm3()), BUFFER)) {
            byte[] key = keys.open(bid.id(), sealed);
            OpenedBids.openAll(in, key, bid.trade(), (name, size) -> create(name, written));
            Arrays.fill(key, (byte) 0);
        } catch (IOException | CryptoFailure e) {
            throw new PlatformException(SealingError.BID_UNREADABLE, bid.name(), e);
        } catch (EnvelopeRefused refused) {
            throw new PlatformException(
                    SealingError.FILES_UNREADABLE, refused.problem().words(), refused);
        }
        transaction.executeWithoutResult(status -> {
            for (int n = 0; n < written.size(); n++) {
                NewFile file = written.get(n);
                board.addFile(bid.id(), n + 1, file.name(), file.out().stored().id());
            }
        });
    }

    private record NewFile(String name, DocumentOutput out) {}

    private OutputStream create(String name, List<NewFile> written) {
        String last = name.substring(name.lastIndexOf('/') + 1);
        DocumentOutput out = documents.writer(last, DocumentOwner.PLATFORM);
        written.add(new NewFile(name, out));
        return out;
    }
}
