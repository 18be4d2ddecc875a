package org.mingjian.coding;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** 招标项目编号, 20 characters: 项目编号 (17) and a serial of three digits. */
public record TenderProjectCode(String value) {

    @JsonCreator
    public TenderProjectCode {
        Shapes.require(Shapes.TENDER_PROJECT, value, "招标项目编号");
    }

    public ProjectCode project() {
        return new ProjectCode(value.substring(0, 17));
    }

    @JsonValue
    @Override
    public String toString() {
        return value;
    }
}
