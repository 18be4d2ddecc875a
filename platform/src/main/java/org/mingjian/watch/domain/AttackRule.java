package org.mingjian.watch.domain;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How one kind of attack is known by what is asked.
 *
 * @param words in lower case; a text without any of them cannot fit the pattern, which is then not tried; none: always
 * @param reason told to the security administrator, and to whoever is refused
 */
public record AttackRule(
        String rule, String title, Set<Place> in, Answer answer, String reason, List<String> words, Pattern pattern)
        implements Known {

    private static final int SAMPLE = 120;

    /** Where it is looked for. */
    public enum Place {
        PATH,
        QUERY,
        AGENT,
        BODY
    }

    /** @param lower the text in lower case */
    boolean mayFit(String lower) {
        return words.isEmpty() || words.stream().anyMatch(lower::contains);
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
