package org.mingjian.tender;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Internal id of a trade; outside it is known by its 统一交易标识码. */
public record TradeId(@JsonValue UUID value) {

    @JsonCreator
    public static TradeId of(UUID value) {
        return new TradeId(value);
    }

    public static TradeId fresh() {
        return new TradeId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
