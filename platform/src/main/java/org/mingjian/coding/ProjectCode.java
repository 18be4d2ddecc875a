package org.mingjian.coding;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** 项目编号, 17 characters: 平台标识码 (11) and a serial of six digits. */
public record ProjectCode(String value) {

    @JsonCreator
    public ProjectCode {
        Shapes.require(Shapes.PROJECT, value, "项目编号");
    }

    public PlatformCode platform() {
        return new PlatformCode(value.substring(0, 11));
    }

    @JsonValue
    @Override
    public String toString() {
        return value;
    }
}
