package org.mingjian.coding;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** 平台标识码, 11 characters: one letter, region (6), four digits; issued by 中国招标投标公共服务平台. */
public record PlatformCode(String value) {

    @JsonCreator
    public PlatformCode {
        Shapes.require(Shapes.PLATFORM, value, "平台标识码");
    }

    @JsonValue
    @Override
    public String toString() {
        return value;
    }
}
