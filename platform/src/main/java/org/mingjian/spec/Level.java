package org.mingjian.spec;

/** Who knows a field: how the national core is told from a province's additions. */
public enum Level {
    /** Two provinces have it independently of each other: 国家核心. */
    CORE("国家核心"),
    /** One province's first alignment with the nation has it: 很可能是国家字段. */
    PROBABLE("国家（单一来源）"),
    /** A province added it: 省级增补. */
    PROVINCE("省级增补");

    private final String words;

    Level(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
