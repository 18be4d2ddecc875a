package org.mingjian.party;

/** How a field is treated. */
public enum FieldClass {
    /** 社会公开. */
    PUBLIC,
    /** 本单位、监管与交易中心. */
    INTERNAL,
    /** 个人信息: masked for others. */
    PERSONAL,
    /** Lies encrypted; masked for everybody; opened one at a time, and the look is recorded. */
    SECRET
}
