package org.mingjian.rules;

/** The length of a period with its unit. The units never mix: there is no way from one to another but a calendar. */
public sealed interface Length permits NaturalDays, WorkingDays, Hours {

    int count();

    /** The length as the law writes it, such as {@code 20日} or {@code 3个工作日}. */
    String chinese();

    /** Refuses a negative length; {@code what} names the unit. */
    static void notNegative(int count, String what) {
        if (count < 0) {
            throw new IllegalArgumentException("a number of " + what + " is not negative: " + count);
        }
    }
}
