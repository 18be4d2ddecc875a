package org.mingjian.rules;

/** 日: calendar days, counted from the day after the first (开始当日不计入，次日起算). */
public record NaturalDays(int count) implements Length {

    public NaturalDays {
        Length.notNegative(count, "days");
    }

    @Override
    public String chinese() {
        return count + "日";
    }
}
