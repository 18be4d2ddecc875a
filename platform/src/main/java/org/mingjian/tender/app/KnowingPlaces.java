package org.mingjian.tender.app;

import java.util.Optional;
import org.mingjian.identity.Place;
import org.mingjian.identity.TradePlaces;
import org.mingjian.tender.TradeView;
import org.mingjian.tender.store.TradeStore;
import org.springframework.stereotype.Component;

/** Tells identity where a trade lies, so that nobody reaches a trade outside his data scope by any endpoint. */
@Component
class KnowingPlaces implements TradePlaces {

    private final TradeStore trades;

    KnowingPlaces(TradeStore trades) {
        this.trades = trades;
    }

    @Override
    public Optional<Place> ofTrade(String code) {
        return trades.byCode(code).map(TradeView::place);
    }
}
