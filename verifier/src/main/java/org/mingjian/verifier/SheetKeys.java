package org.mingjian.verifier;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads one object of a scoring sheet; a complaint names the key with its path, and no key goes unread. */
final class SheetKeys {

    private static final String DECIMAL = "-?[0-9]{1,18}(\\.[0-9]{1,12})?";

    private final String path;
    private final Json.Obj object;
    private final Set<String> asked = new HashSet<>();

    SheetKeys(String path, Json json) throws Unreadable {
        if (!(json instanceof Json.Obj found)) {
            throw new Unreadable((path.isEmpty() ? "sheet" : path) + ": must be an object {…}");
        }
        this.path = path;
        this.object = found;
    }

    String path(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    Unreadable wrong(String key, String what) {
        return new Unreadable(path(key) + ": " + what);
    }

    boolean has(String key) {
        asked.add(key);
        return object.has(key);
    }

    Json need(String key) throws Unreadable {
        if (!has(key) || object.need(key) instanceof Json.Null) {
            throw wrong(key, "missing");
        }
        return object.need(key);
    }

    SheetKeys object(String key) throws Unreadable {
        return new SheetKeys(path(key), need(key));
    }

    String text(String key) throws Unreadable {
        if (need(key) instanceof Json.Text text && !text.value().isBlank()) {
            return text.value();
        }
        throw wrong(key, "must be a text");
    }

    /** One of a few words; the first stands where nothing is written. */
    String choice(String key, String... choices) throws Unreadable {
        String said = has(key) ? text(key) : choices[0];
        if (!List.of(choices).contains(said)) {
            throw wrong(key, "must be one of " + List.of(choices));
        }
        return said;
    }

    boolean flag(String key) throws Unreadable {
        if (need(key) instanceof Json.Bool bool) {
            return bool.value();
        }
        throw wrong(key, "must be true or false");
    }

    Fraction decimal(String key) throws Unreadable {
        return decimal(path(key), need(key));
    }

    /** Within [from, to]. */
    Fraction decimal(String key, String from, String to) throws Unreadable {
        Fraction value = decimal(key);
        if (Fraction.of(from).isAbove(value) || value.isAbove(Fraction.of(to))) {
            throw wrong(key, "must be from " + from + " to " + to);
        }
        return value;
    }

    Fraction positive(String key) throws Unreadable {
        Fraction value = decimal(key);
        if (value.sign() <= 0) {
            throw wrong(key, "must be above 0");
        }
        return value;
    }

    /** A factor of a base price: above 0 and at most 2. */
    Fraction factor(String key) throws Unreadable {
        if (positive(key).isAbove(Fraction.of(2))) {
            throw wrong(key, "must be a factor above 0 and at most 2");
        }
        return decimal(key);
    }

    int whole(String key, int from, int to) throws Unreadable {
        Fraction value = decimal(key, Integer.toString(from), Integer.toString(to));
        if (!value.below().equals(java.math.BigInteger.ONE)) {
            throw wrong(key, "must be a whole number");
        }
        return value.above().intValueExact();
    }

    /** Two decimals, the lower first. */
    List<Fraction> pair(String key) throws Unreadable {
        List<Json> items = list(key);
        if (items.size() != 2) {
            throw wrong(key, "must be two decimals [low, high]");
        }
        Fraction low = decimal(path(key) + "[0]", items.get(0));
        Fraction high = decimal(path(key) + "[1]", items.get(1));
        if (low.isAbove(high)) {
            throw wrong(key, "the first must not be above the second");
        }
        return List.of(low, high);
    }

    List<Json> list(String key) throws Unreadable {
        if (need(key) instanceof Json.Arr array) {
            return array.items();
        }
        throw wrong(key, "must be a list […]");
    }

    List<SheetKeys> objects(String key) throws Unreadable {
        List<SheetKeys> keys = new ArrayList<>();
        int i = 0;
        for (Json item : list(key)) {
            keys.add(new SheetKeys(path(key) + "[" + i++ + "]", item));
        }
        return keys;
    }

    /** Complains about the first key that nobody asked for, unless it is among the allowed. */
    void nothingElse(Set<String> allowed) throws Unreadable {
        for (String key : object.members().keySet()) {
            if (!asked.contains(key) && !allowed.contains(key)) {
                throw wrong(key, "unknown key");
            }
        }
    }

    static Fraction decimal(String path, Json json) throws Unreadable {
        if (json instanceof Json.Num number && number.digits().matches("-?\\d{1,18}")) {
            return Fraction.of(Long.parseLong(number.digits()));
        }
        if (json instanceof Json.Text text && text.value().matches(DECIMAL)) {
            return Fraction.of(new BigDecimal(text.value()));
        }
        throw new Unreadable(path + ": must be a decimal string, as \"0.97\"");
    }
}
