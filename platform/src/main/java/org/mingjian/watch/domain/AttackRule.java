package org.mingjian.watch.domain;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How one kind of attack is known by what is asked.
 *
 * @param reason told to the security administrator, and to whoever is refused
 */
public record AttackRule(String rule, String title, Set<Place> in, Answer answer, String reason, Pattern pattern)
        implements Known {

    private static final int SAMPLE = 120;

    /** Where it is looked for. */
    public enum Place {
        PATH,
        QUERY,
        AGENT,
        BODY
    }

    /** What fits, cut short and without control characters; empty when nothing does. */
    public String hit(String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            return "";
        }
        String found = matcher.group().replaceAll("\\p{Cntrl}", "␀");
        return found.length() > SAMPLE ? found.substring(0, SAMPLE) : found;
    }
}
