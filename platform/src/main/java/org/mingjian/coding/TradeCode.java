package org.mingjian.coding;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** 统一交易标识码, 40 characters with its hyphens: class, operator, date, serial, check character. */
public record TradeCode(String value) {

    @JsonCreator
    public TradeCode {
        Shapes.require(Shapes.TRADE, value, "统一交易标识码");
    }

    /** 公共资源交易分类代码, such as {@code A01}. */
    public String tradeClass() {
        return value.substring(0, 3);
    }

    /** 统一社会信用代码 of the operator of the trading system. */
    public String operator() {
        return value.substring(4, 22);
    }

    /** Day of assignment, {@code yyyyMMdd}; a received code may name a day that does not exist. */
    public String date() {
        return value.substring(23, 31);
    }

    public String serial() {
        return value.substring(32, 38);
    }

    public char checkCharacter() {
        return value.charAt(39);
    }

    @JsonValue
    @Override
    public String toString() {
        return value;
    }
}
