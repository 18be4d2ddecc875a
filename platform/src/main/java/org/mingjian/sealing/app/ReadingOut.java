package org.mingjian.sealing.app;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.mingjian.sealing.DepositsAtOpening;
import org.mingjian.sealing.store.BoardStore;
import org.mingjian.sealing.store.BoardStore.Entry;
import org.springframework.stereotype.Component;

/** What is read out of each bid: its sheet, and beside it the deposit that was given for it. */
@Component
class ReadingOut {

    private final BoardStore board;
    private final List<DepositsAtOpening> deposits;

    ReadingOut(BoardStore board, List<DepositsAtOpening> deposits) {
        this.board = board;
        this.deposits = deposits;
    }

    List<Entry> board(String code) {
        return board.board(code);
    }

    List<OpeningFacts.Line> lines(String code, List<Entry> bids) {
        Map<UUID, DepositsAtOpening.Given> given = new HashMap<>();
        deposits.forEach(one -> given.putAll(one.given(code)));
        return bids.stream()
                .map(bid -> OpeningFacts.line(bid, given.get(bid.organisation())))
                .toList();
    }
}
