package org.mingjian.identity;

import java.util.Optional;

/** Where trades lie; the module that owns trades implements it, so that a data scope is judged before any handler. */
public interface TradePlaces {

    /** @param code 统一交易标识码 */
    Optional<Place> ofTrade(String code);
}
