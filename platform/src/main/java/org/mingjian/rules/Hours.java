package org.mingjian.rules;

/** 小时: elapsed time, whatever the day. */
public record Hours(int count) implements Length {

    public Hours {
        Length.notNegative(count, "hours");
    }

    @Override
    public String chinese() {
        return count + "小时";
    }
}
