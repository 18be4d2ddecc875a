package org.mingjian.rules.command;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.mingjian.kernel.command.BadInput;
import org.mingjian.rules.RuleBook;
import org.mingjian.rules.Rules;
import org.mingjian.rules.TradeEvent;
import tools.jackson.databind.JsonNode;

/**
 * What the file of {@code clocks} says.
 *
 * @param unread fields of the file that mean nothing here
 */
record TradeSheet(RuleBook book, List<TradeEvent> events, List<String> unread) {

    private static final int MOST_EVENTS = 10_000;
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final Set<String> FIELDS = Set.of("trade", "method", "pinned", "mandatory", "events");

    /** 工程建设: the name, its Chinese name, or a 公共资源交易分类代码 or 统一交易标识码 of class A or G. */
    private static final Pattern CONSTRUCTION = Pattern.compile("construction|工程建设|[AG][0-9]{2}(-.{36})?");

    static TradeSheet read(JsonNode file, Rules rules) {
        if (!file.isObject()) {
            throw new BadInput("the file is not a JSON object with trade, pinned and events");
        }
        RuleBook book = book(file, rules);
        JsonNode list = file.path("events");
        if (!list.isArray()) {
            throw new BadInput("events is missing or not a list");
        }
        if (list.size() > MOST_EVENTS) {
            throw new BadInput("more than " + MOST_EVENTS + " events");
        }
        List<TradeEvent> events = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            events.add(event(list.get(i), "events[" + i + "]", book));
        }
        List<String> unread = file.propertyNames().stream()
                .filter(name -> !FIELDS.contains(name))
                .toList();
        return new TradeSheet(book, events, unread);
    }

    private static RuleBook book(JsonNode file, Rules rules) {
        String trade = text(file, "trade", "");
        if (!CONSTRUCTION.matcher(trade).matches()) {
            throw new BadInput("no rules for the trade " + trade + "; known: " + String.join(", ", rules.trades()));
        }
        LocalDate pinned = day(text(file, "pinned", ""));
        JsonNode mandatory = file.path("mandatory");
        if (!mandatory.isMissingNode() && !mandatory.isBoolean()) {
            throw new BadInput("mandatory is neither true nor false");
        }
        try {
            RuleBook book = rules.construction(pinned);
            return mandatory.asBoolean(true) ? book : book.voluntary();
        } catch (IllegalArgumentException nothingInForce) {
            throw new BadInput(String.valueOf(nothingInForce.getMessage()));
        }
    }

    private static TradeEvent event(JsonNode node, String where, RuleBook book) {
        if (!node.isObject()) {
            throw new BadInput(where + " is not an object with kind and at");
        }
        String kind = text(node, "kind", where + ".");
        if (!book.events().containsKey(kind)) {
            throw new BadInput(where + ".kind is not known: " + kind + "; known: "
                    + String.join(", ", book.events().keySet()));
        }
        String ref = node.has("ref") ? text(node, "ref", where + ".") : "";
        return new TradeEvent(kind, time(text(node, "at", where + "."), where + ".at"), ref);
    }

    private static String text(JsonNode node, String name, String where) {
        JsonNode value = node.path(name);
        if (!value.isString()) {
            throw new BadInput(where + name + (value.isMissingNode() ? " is missing" : " is not a text"));
        }
        return value.asString();
    }

    private static LocalDate day(String text) {
        try {
            return sane(LocalDate.parse(text), "pinned");
        } catch (DateTimeException wrong) {
            throw new BadInput("pinned is not a day such as 2026-03-01: " + text);
        }
    }

    /** A time with an offset, or one in Shanghai, or the start of a day in Shanghai. */
    private static Instant time(String text, String where) {
        try {
            if (text.length() == 10) {
                return sane(LocalDate.parse(text), where).atStartOfDay(ZONE).toInstant();
            }
            if (text.matches("[^T]+T.*(Z|[+-][0-9:]+)")) {
                OffsetDateTime time = OffsetDateTime.parse(text);
                sane(time.toLocalDate(), where);
                return time.toInstant();
            }
            LocalDateTime local = LocalDateTime.parse(text);
            sane(local.toLocalDate(), where);
            return local.atZone(ZONE).toInstant();
        } catch (DateTimeException wrong) {
            throw new BadInput(where + " is not a time such as 2026-03-02T09:00:00+08:00: " + text);
        }
    }

    private static LocalDate sane(LocalDate day, String where) {
        if (day.getYear() < 1900 || day.getYear() > 2999) {
            throw new BadInput(where + " is not between the years 1900 and 2999");
        }
        return day;
    }
}
