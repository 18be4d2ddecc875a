package org.mingjian.watch.domain;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.mingjian.watch.domain.AttackRule.Place;

/** All rules, and the quick look that spares them to the many requests that are plainly harmless. */
public record AttackRules(List<AttackRule> rules, List<Tripwire> tripwires) {

    /** Longer addresses are cut: what a rule looks for stands somewhere before. */
    private static final int LONGEST = 8 * 1024;

    /** What some rule finds in letters and joints alone. */
    private static final List<String> SPELT_PLAINLY = List.of("-inf", "/etc/", "win.ini", "information_schema", "pg_");

    /** What was seen, by which rule. */
    public record Sighting(Known rule, String sample) {}

    /** In the order of the file, the first that fits; a refusing rule goes before a counting one. */
    public Optional<Sighting> in(Place place, String text) {
        if (text.isEmpty() || (place != Place.BODY && place != Place.AGENT && isPlain(text))) {
            return Optional.empty();
        }
        String looked = place == Place.PATH || place == Place.QUERY ? decoded(text) : cut(text);
        String lower = looked.toLowerCase(Locale.ROOT);
        Optional<Sighting> counted = Optional.empty();
        for (AttackRule rule : rules) {
            if (!rule.in().contains(place) || !rule.mayFit(lower)) {
                continue;
            }
            String hit = rule.hit(looked);
            if (!hit.isEmpty() && rule.answer() == Known.Answer.REFUSE) {
                return Optional.of(new Sighting(rule, hit));
            }
            if (!hit.isEmpty() && counted.isEmpty()) {
                counted = Optional.of(new Sighting(rule, hit));
            }
        }
        return counted;
    }

    /** Letters, digits and what addresses of ours are made of: no rule can fit. */
    private static boolean isPlain(String text) {
        char before = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean word = c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
            boolean joint = c == '/' || c == '-' || c == '_' || c == '=' || c == '&' || (c == '.' && before != '.');
            if (!word && !joint) {
                return false;
            }
            before = c;
        }
        String lower = text.toLowerCase(Locale.ROOT);
        return SPELT_PLAINLY.stream().noneMatch(lower::contains);
    }

    private static String cut(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    }

    /** Twice, because an attack hides behind the first decoding; what is not well formed stays as it is. */
    static String decoded(String text) {
        return once(once(cut(text)));
    }

    private static String once(String text) {
        if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
            return text;
        }
        byte[] from = text.getBytes(StandardCharsets.UTF_8);
        byte[] to = new byte[from.length];
        int length = 0;
        for (int i = 0; i < from.length; i++) {
            int high = i + 2 < from.length ? Character.digit(from[i + 1], 16) : -1;
            int low = i + 2 < from.length ? Character.digit(from[i + 2], 16) : -1;
            if (from[i] == '%' && high >= 0 && low >= 0) {
                to[length++] = (byte) (high * 16 + low);
                i += 2;
            } else {
                to[length++] = from[i] == '+' ? (byte) ' ' : from[i];
            }
        }
        return new String(to, 0, length, StandardCharsets.UTF_8);
    }
}
