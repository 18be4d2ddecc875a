package org.mingjian.identity;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a piece of business lies, for judging data scopes.
 *
 * @param regionCode GB/T 2260, six digits
 * @param tradeKind trade kind, a file in {@code rules/}; null when it is not about a trade
 * @param trade 统一交易标识码; null when it is not about one trade
 * @param organisation whose it is: the tenderer of a trade, or the organisation itself
 */
public record Place(
        String regionCode,
        @Nullable String tradeKind,
        @Nullable String trade,
        @Nullable UUID organisation) {

    public static Place region(String regionCode) {
        return new Place(regionCode, null, null, null);
    }
}
