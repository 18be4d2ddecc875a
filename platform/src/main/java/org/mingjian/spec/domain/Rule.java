package org.mingjian.spec.domain;

/** The checks that code knows; what they are called and how they speak is in {@code rules/spec/checks.yaml}. */
public enum Rule {
    MESSAGE_UNREADABLE("message.unreadable"),
    MESSAGE_ENCODING("message.encoding"),
    MESSAGE_SIZE("message.size"),
    HEADER_DATASET("header.dataset"),
    HEADER_TABLE("header.table"),
    HEADER_KEY("header.key"),
    HEADER_KEY_DATASET("header.keyDataset"),
    HEADER_KEY_DAY("header.keyDay"),
    HEADER_KEY_SENDER("header.keySender"),
    HEADER_OP("header.op"),
    HEADER_CHANNEL("header.channel"),
    HEADER_PROVINCE("header.province"),
    FIELD_REQUIRED("field.required"),
    FIELD_UNKNOWN("field.unknown"),
    FIELD_WITHHELD("field.withheld"),
    FIELD_CHARACTERS("field.characters"),
    FIELD_LENGTH("field.length"),
    FIELD_TOO_LONG("field.tooLong"),
    FIELD_NUMBER("field.number"),
    FIELD_DIGITS("field.digits"),
    FIELD_NEGATIVE("field.negative"),
    FIELD_DATE("field.date"),
    FIELD_CODE("field.code"),
    FIELD_CODE_UNLISTED("field.codeUnlisted"),
    FIELD_LIST("field.list"),
    FIELD_REGION("field.region"),
    FIELD_INDUSTRY("field.industry"),
    FIELD_TRADE_CODE("field.tradeCode"),
    FIELD_TRADE_CODE_CHECK("field.tradeCodeCheck"),
    FIELD_NESTED_CODE("field.nestedCode"),
    FIELD_PLATFORM_CODE("field.platformCode"),
    FIELD_CREDIT_CODE("field.creditCode"),
    FIELD_BODY_CODE("field.bodyCode"),
    FIELD_PERSON_CODE("field.personCode"),
    FIELD_INVEST_CODE("field.investCode"),
    FIELD_GUID("field.guid"),
    FIELD_URL("field.url"),
    RECORD_CONDITION("record.condition"),
    RECORD_DATES("record.dates"),
    RECORD_PERIOD("record.period"),
    RECORD_AMOUNT_UNIT("record.amountUnit"),
    RECORD_AMOUNT_ZERO("record.amountZero"),
    RECORD_AMOUNT_CEILING("record.amountCeiling"),
    RECORD_PRICE_FORM("record.priceForm"),
    RECORD_NESTING("record.nesting"),
    RECORD_COUNT("record.count"),
    RECORD_CODES_TOGETHER("record.codesTogether"),
    RECORD_CLASS("record.class"),
    RECORD_TAX("record.tax"),
    CROSS_KEY_TWICE("cross.keyTwice"),
    CROSS_KEY_MISSING("cross.keyMissing"),
    CROSS_KEY_UNSEEN("cross.keyUnseen"),
    CROSS_SENDER("cross.sender"),
    CROSS_PARENT("cross.parent"),
    CROSS_PARENT_UNSEEN("cross.parentUnseen"),
    CROSS_CODE_TWICE("cross.codeTwice"),
    CROSS_CODE_CHANGED("cross.codeChanged"),
    CROSS_REPEATED("cross.repeated");

    private final String id;

    Rule(String id) {
        this.id = id;
    }

    public String id() {
        return id;
    }
}
