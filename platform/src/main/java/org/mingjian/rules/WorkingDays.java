package org.mingjian.rules;

/** 工作日: days that are neither weekend nor holiday, make-up working days included. */
public record WorkingDays(int count) implements Length {

    public WorkingDays {
        Length.notNegative(count, "working days");
    }

    @Override
    public String chinese() {
        return count + "个工作日";
    }
}
