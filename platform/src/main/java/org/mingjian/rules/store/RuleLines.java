package org.mingjian.rules.store;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mingjian.rules.Basis;
import org.mingjian.rules.Certainty;
import org.mingjian.rules.Hours;
import org.mingjian.rules.LastDay;
import org.mingjian.rules.Length;
import org.mingjian.rules.NaturalDays;
import org.mingjian.rules.OnViolation;
import org.mingjian.rules.RuleName;
import org.mingjian.rules.WorkingDays;
import org.mingjian.rules.domain.Fraction;
import org.mingjian.rules.domain.Pairing;
import org.mingjian.rules.domain.Rule;
import org.mingjian.rules.domain.Shape;
import org.mingjian.rules.domain.Span;
import org.mingjian.rules.domain.Validity;

/** Reads one rule from its YAML line; the shapes and their fields are described in {@code rules/README.md}. */
final class RuleLines {

    private static final Pattern LENGTH = Pattern.compile("(\\d{1,5}) (days|working days|hours)");
    private static final Pattern BOUNDS = Pattern.compile("(?:(at least|at most) )?(\\d+)(?: to (\\d+))?");
    private static final Pattern PORTION = Pattern.compile("(at least|at most) (\\d+)(?:/(\\d+)|%)");

    private RuleLines() {}

    static Rule read(Fields fields) {
        RuleName name = new RuleName(fields.need("rule"), fields.need("title"));
        String tender = fields.text("tender").orElse("any");
        if (!Set.of("any", "mandatory").contains(tender)) {
            throw fields.mistake("has neither any nor mandatory in tender");
        }
        Validity validity =
                new Validity(fields.date("from"), fields.findDate("to").orElse(null));
        Basis basis = new Basis(fields.need("basis"), fields.need("says"));
        Certainty certainty = certainty(fields);
        OnViolation then = fields.oneOf(OnViolation.class, fields.need("onViolation"));
        Shape shape = shape(fields);
        fields.list("cases");
        fields.nothingElse();
        return new Rule(name, tender.equals("mandatory"), shape, validity, basis, certainty, then);
    }

    /** The rule with another value, written as in its own line. */
    static Rule withValue(Rule rule, String value, Fields fields) {
        Shape changed =
                switch (rule.shape()) {
                    case Shape.Interval old ->
                        new Shape.Interval(
                                old.span(),
                                sameUnit(old, length(value, fields), fields),
                                old.floor(),
                                old.backward(),
                                old.lastDay());
                    case Shape.SameTime old -> new Shape.SameTime(old.span(), minutes(value, fields));
                    case Shape.Bounds old -> bounds(value, old.unit(), fields);
                    case Shape.Portion old -> portion(value, fields);
                    case Shape other -> throw fields.mistake("changes a rule that has no value");
                };
        return rule.withShape(changed);
    }

    /** The rule with another reading of a last day that is no working day. */
    static Rule withLastDay(Rule rule, String value, Fields fields) {
        if (!(rule.shape() instanceof Shape.Interval old)) {
            throw fields.mistake("changes the last day of a rule that has none");
        }
        LastDay lastDay = fields.oneOf(LastDay.class, value);
        return rule.withShape(new Shape.Interval(old.span(), old.length(), old.floor(), old.backward(), lastDay));
    }

    private static Length sameUnit(Shape.Interval old, Length length, Fields fields) {
        if (old.length().getClass() != length.getClass()) {
            throw fields.mistake("changes the unit of a clock; 日 and 工作日 never mix");
        }
        return length;
    }

    private static Certainty certainty(Fields fields) {
        String mark = fields.need("certainty");
        for (Certainty certainty : Certainty.values()) {
            if (certainty.mark().equals(mark)) {
                return certainty;
            }
        }
        throw fields.mistake("has the unknown certainty " + mark);
    }

    private static Shape shape(Fields fields) {
        String shape = fields.need("shape");
        return switch (shape) {
            case "atLeast", "atMost" ->
                new Shape.Interval(
                        span(fields),
                        length(fields.need("value"), fields),
                        shape.equals("atLeast"),
                        fields.flag("backward"),
                        fields.text("lastDay")
                                .map(value -> fields.oneOf(LastDay.class, value))
                                .orElse(LastDay.NONE));
            case "sameTime" -> new Shape.SameTime(span(fields), minutes(fields.need("value"), fields));
            case "notAfter" -> new Shape.NotAfter(span(fields), fields.need("asks"));
            case "lock" -> new Shape.Lock(span(fields), Set.copyOf(fields.list("forbids")), fields.need("asks"));
            case "bounds" -> bounds(fields.need("value"), fields.need("unit"), fields);
            case "odd" -> new Shape.Odd(fields.need("unit"));
            case "portion" -> portion(fields.need("value"), fields);
            case "oneOf" -> new Shape.OneOf(fields.map("values"));
            default -> throw fields.mistake("has the unknown shape " + shape);
        };
    }

    private static Span span(Fields fields) {
        List<String> between = pairOf("between", fields);
        List<String> opens = fields.list("opens");
        List<String> stops = fields.list("excluding");
        Pairing pairing = new Pairing(
                fields.text("each")
                        .map(value -> fields.oneOf(Pairing.Each.class, value))
                        .orElse(Pairing.Each.ONCE),
                Set.copyOf(opens.isEmpty() ? between : opens),
                fields.flag("onlyBeforeEnd"),
                fields.flag("endMayComeFirst"),
                fields.text("notRefsOf").orElse(null),
                stops.isEmpty() ? null : new Pairing.Stop(stops.get(0), stops.get(1)));
        return new Span(between.get(0), between.get(1), pairing);
    }

    private static List<String> pairOf(String name, Fields fields) {
        List<String> pair = fields.list(name);
        if (pair.size() != 2) {
            throw fields.mistake("needs two events in " + name);
        }
        return pair;
    }

    private static Length length(String value, Fields fields) {
        Matcher matcher = LENGTH.matcher(value);
        if (!matcher.matches()) {
            throw fields.mistake("has no length such as '20 days' in value: " + value);
        }
        int count = Integer.parseInt(matcher.group(1));
        return switch (matcher.group(2).toLowerCase(Locale.ROOT)) {
            case "days" -> new NaturalDays(count);
            case "working days" -> new WorkingDays(count);
            default -> new Hours(count);
        };
    }

    private static Duration minutes(String value, Fields fields) {
        if (!value.matches("\\d{1,4} minutes")) {
            throw fields.mistake("has no length such as '1 minutes' in value: " + value);
        }
        return Duration.ofMinutes(Long.parseLong(value.substring(0, value.indexOf(' '))));
    }

    private static Shape.Bounds bounds(String value, String unit, Fields fields) {
        Matcher matcher = BOUNDS.matcher(value);
        if (!matcher.matches() || (matcher.group(1) == null) == (matcher.group(3) == null)) {
            throw fields.mistake("has no bounds such as 'at least 3' or '1 to 3' in value: " + value);
        }
        BigDecimal first = new BigDecimal(matcher.group(2));
        if (matcher.group(3) != null) {
            return new Shape.Bounds(first, new BigDecimal(matcher.group(3)), unit);
        }
        boolean floor = matcher.group(1).equals("at least");
        return new Shape.Bounds(floor ? first : null, floor ? null : first, unit);
    }

    private static Shape.Portion portion(String value, Fields fields) {
        Matcher matcher = PORTION.matcher(value);
        if (!matcher.matches()) {
            throw fields.mistake("has no share such as 'at least 2/3' or 'at most 2%' in value: " + value);
        }
        boolean percent = matcher.group(3) == null;
        long numerator = Long.parseLong(matcher.group(2));
        long denominator = percent ? 100 : Long.parseLong(matcher.group(3));
        return new Shape.Portion(
                new Fraction(numerator, denominator), matcher.group(1).equals("at least"), percent);
    }
}
