package org.mingjian.watch.domain;

/**
 * How fast somebody may ask.
 *
 * @param perSecond in the long run
 * @param burst at once, after a rest
 */
public record Pace(double perSecond, int burst) {

    /** What is left to somebody who is slowed: enough to finish a bid by hand, too little for an attack. */
    public static final Pace SLOWED = new Pace(1, 10);

    public Pace {
        if (perSecond <= 0 || burst < 1) {
            throw new IllegalArgumentException("a pace of " + perSecond + "/s with a burst of " + burst);
        }
    }
}
