package org.mingjian.coding;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** 标段(包)编号, 23 characters: 招标项目编号 (20) and a serial of three digits. */
public record SectionCode(String value) {

    @JsonCreator
    public SectionCode {
        Shapes.require(Shapes.SECTION, value, "标段(包)编号");
    }

    public TenderProjectCode tenderProject() {
        return new TenderProjectCode(value.substring(0, 20));
    }

    @JsonValue
    @Override
    public String toString() {
        return value;
    }
}
