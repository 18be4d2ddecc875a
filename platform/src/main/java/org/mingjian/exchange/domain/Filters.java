package org.mingjian.exchange.domain;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** How a value of the facts is written in a record. */
final class Filters {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss").withZone(ZoneId.of("Asia/Shanghai"));
    private static final Set<String> KNOWN = Set.of(
            "time",
            "day",
            "midnight",
            "dayOf",
            "coded",
            "cut",
            "given",
            "two",
            "sections",
            "bidders",
            "prices",
            "candidates",
            "extension");

    private Filters() {}

    /** @throws IllegalArgumentException for a filter that does not exist */
    static void require(String name, Crosswalks crosswalks) {
        if (!KNOWN.contains(name) && !crosswalks.has(name)) {
            throw new IllegalArgumentException("there is no filter " + name);
        }
    }

    /** @param argument a number behind the filter's name, or 0 */
    static String apply(String name, int argument, JsonNode value, Crosswalks crosswalks) {
        return switch (name) {
            case "time" -> time(value.asString(""));
            case "day" -> value.asString("").replace("-", "");
            case "midnight" ->
                value.asString("").isEmpty() ? "" : value.asString("").replace("-", "") + "000000";
            case "dayOf" -> start(time(value.asString("")));
            case "coded" -> value.asString("").matches("[0-9A-Z]{" + argument + "}") ? value.asString("") : "";
            case "cut" -> cut(value.asString(""), argument);
            case "given" -> value.asString("").isEmpty() ? "0" : "1";
            case "two" -> (value.asInt(0) < 10 ? "0" : "") + value.asInt(0);
            case "sections" -> sections(value);
            case "bidders" -> cut(joined(value, "bidder", "；"), argument);
            case "prices" ->
                value.valueStream()
                        .map(bid -> bid.path("bidder").asString("") + "："
                                + (bid.path("price").isMissingNode()
                                        ? bid.path("stateTitle").asString("")
                                        : bid.path("price").asString() + "元"))
                        .collect(Collectors.joining("\n"));
            case "candidates" ->
                value.valueStream()
                        .map(one -> "第" + one.path("rank").asString() + "名 "
                                + one.path("name").asString("") + "，投标报价"
                                + one.path("price").asString("") + "元，得分或评审价"
                                + one.path("score").asString(""))
                        .collect(Collectors.joining("\n"));
            case "extension" -> extension(value.asString(""));
            default ->
                value.isArray()
                        ? value.valueStream()
                                .map(one -> crosswalk(name, one.asString(""), crosswalks))
                                .filter(code -> !code.isEmpty())
                                .collect(Collectors.joining(";"))
                        : crosswalk(name, value.asString(""), crosswalks);
        };
    }

    private static String start(String time) {
        return time.isEmpty() ? "" : time.substring(0, 8);
    }

    private static String crosswalk(String name, String value, Crosswalks crosswalks) {
        String exact = crosswalks.exact(name, value);
        return exact.isEmpty() ? crosswalks.byWord(name, value) : exact;
    }

    private static String time(String value) {
        if (value.isEmpty()) {
            return "";
        }
        try {
            return TIME.format(Instant.parse(value));
        } catch (DateTimeParseException none) {
            throw new IllegalArgumentException("no time of the facts: " + value, none);
        }
    }

    private static String cut(String text, int length) {
        return text.codePointCount(0, text.length()) <= length
                ? text
                : text.substring(0, text.offsetByCodePoints(0, length - 1)) + "…";
    }

    private static String sections(JsonNode value) {
        return value.valueStream()
                .map(section -> section.path("title").asString("") + "\n"
                        + section.path("paragraphs")
                                .valueStream()
                                .map(paragraph -> paragraph.asString(""))
                                .collect(Collectors.joining("\n")))
                .collect(Collectors.joining("\n"));
    }

    private static String joined(JsonNode list, String member, String between) {
        return list.valueStream().map(one -> one.path(member).asString("")).collect(Collectors.joining(between));
    }

    private static String extension(String name) {
        int point = name.lastIndexOf('.');
        return point < 0 ? "" : name.substring(point + 1);
    }
}
