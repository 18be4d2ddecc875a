package org.mingjian.tender.app;

import java.time.InstantSource;
import java.util.Optional;
import org.mingjian.identity.Caller;
import org.mingjian.kernel.PlatformException;
import org.mingjian.tender.TenderError;
import org.mingjian.tender.Tenders;
import org.mingjian.tender.TradeState;
import org.mingjian.tender.TradeView;
import org.mingjian.tender.domain.NoticeDraft;
import org.mingjian.tender.store.NoticeDraftStore;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

/** 编制中的公告: kept for all who run the trade until it is published; no fact, for nothing was done yet. */
@Service
public class DraftingNotice {

    private final Tenders tenders;
    private final NoticeDraftStore store;
    private final InstantSource clock;

    DraftingNotice(Tenders tenders, NoticeDraftStore store, InstantSource clock) {
        this.tenders = tenders;
        this.store = store;
        this.clock = clock;
    }

    public Optional<NoticeDraft> find(String code, Caller caller) {
        return store.find(own(code, caller).id());
    }

    /** @param seen version that was read before the change; 0 when there was none */
    @Transactional
    public NoticeDraft save(String code, JsonNode content, long seen, Caller caller) {
        TradeView trade = own(code, caller);
        if (trade.state() != TradeState.REGISTERED) {
            throw new PlatformException(TenderError.STALE_VERSION, "公告已经发布，改动请发澄清或修改");
        }
        var by = new NoticeDraftStore.Saver(caller.account(), caller.name(), clock.instant());
        if (!store.save(trade.id(), content, seen, by)) {
            String who = store.find(trade.id()).map(NoticeDraft::savedBy).orElse("他人");
            throw new PlatformException(TenderError.STALE_VERSION, who + "已保存了新的内容，请刷新后再改");
        }
        return store.find(trade.id()).orElseThrow();
    }

    private TradeView own(String code, Caller caller) {
        TradeView trade = tenders.get(code);
        Access.requireRunner(trade, caller);
        return trade;
    }
}
