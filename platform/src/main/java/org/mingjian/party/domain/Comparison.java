package org.mingjian.party.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was typed beside what was read from the image of a certificate.
 *
 * @param person null when a machine read it; else why a person must compare
 */
public record Comparison(List<Line> lines, @Nullable String person) {

    /** @param read what stands in the image near the title; empty when it was not found */
    public record Line(String field, String title, String typed, String read, boolean same) {}

    private static final int REACH = 40;

    public static Comparison byPerson(String why) {
        return new Comparison(List.of(), why);
    }

    /** Compares without spaces, punctuation and case, which recognition of characters is poor at (C is read as c). */
    public static Comparison of(Form form, Map<String, String> typed, String text) {
        String plain = plain(text);
        List<Line> lines = new ArrayList<>();
        for (Form.Field field : form.fields()) {
            String value = typed.getOrDefault(field.name(), "");
            if (!value.isEmpty() && field.kind() != org.mingjian.party.FieldClass.SECRET) {
                boolean same = plain.contains(plain(value));
                lines.add(new Line(
                        field.name(), field.title(), value, same ? value : near(plain, plain(field.title())), same));
            }
        }
        return new Comparison(List.copyOf(lines), null);
    }

    private static String near(String text, String title) {
        int at = text.indexOf(title);
        int from = at + title.length();
        return at < 0 ? "" : text.substring(from, Math.min(text.length(), from + REACH));
    }

    private static String plain(String text) {
        return text.replaceAll("[\\s\\p{Punct}：，。、；（）“”年月日]", "").toUpperCase(Locale.ROOT);
    }
}
