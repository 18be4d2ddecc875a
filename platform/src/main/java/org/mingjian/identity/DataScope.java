package org.mingjian.identity;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * 数据范围: how far a right reaches. A part that is null does not limit.
 *
 * @param region prefix of the 行政区划代码: 2 digits the province, 4 the city with its counties, 6 the county
 * @param department this organisation and all below it, as {@code departments} lists them
 * @param departments the department and all below it; empty when {@code department} is null
 */
public record DataScope(
        @Nullable String region,
        @Nullable UUID department,
        @Nullable String tradeKind,
        @Nullable String trade,
        Set<UUID> departments) {

    public static final DataScope EVERYTHING = new DataScope(null, null, null, null, Set.of());

    public static DataScope region(String prefix) {
        return new DataScope(prefix, null, null, null, Set.of());
    }

    public boolean covers(Place place) {
        return (region == null || place.regionCode().startsWith(region))
                && (tradeKind == null || tradeKind.equals(place.tradeKind()))
                && (trade == null || trade.equals(place.trade()))
                && (department == null || (place.organisation() != null && departments.contains(place.organisation())));
    }

    /** {@code 990100} is the city 9901 with its counties, {@code 990000} the province 99. */
    public static String prefix(String regionCode) {
        String city = regionCode.endsWith("00") ? regionCode.substring(0, 4) : regionCode;
        return city.length() == 4 && city.endsWith("00") ? city.substring(0, 2) : city;
    }
}
