package org.mingjian.portal.domain;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.mingjian.portal.domain.Sheet.Block;
import org.mingjian.portal.domain.Sheet.Grid;
import org.mingjian.portal.domain.Sheet.Line;
import tools.jackson.databind.JsonNode;

/** Lays out any body, known or not: trade modules may say new things and the portal shows them the same day. */
public final class Sheets {

    private static final int LONG_TEXT = 80;
    private static final int MAX_DEPTH = 6;
    private static final int MAX_ROWS = 5_000;

    private Sheets() {}

    /** What the head of a notice says, when its body has it. */
    private static final List<String> HEAD = List.of(
            "ceilingPrice",
            "investment",
            "deposit",
            "documentsFrom",
            "documentsTo",
            "bidDeadline",
            "method",
            "month",
            "winner",
            "price",
            "endsAt");

    /** @param kind of the fact; empty when it does not matter */
    public static Sheet of(String kind, JsonNode body) {
        List<Block> text = sections(body);
        List<Block> blocks = new ArrayList<>();
        collect(text.isEmpty() ? "" : "条款数据", body, blocks, 0);
        text.addAll(blocks);
        return new Sheet(text.stream()
                .filter(block -> !block.isEmpty())
                .map(block -> relabelled(kind, block))
                .toList());
    }

    public static List<Line> head(String kind, JsonNode body) {
        List<Line> lines = new ArrayList<>();
        for (String key : HEAD) {
            JsonNode value = body.path("terms").path(key).isMissingNode()
                    ? body.path(key)
                    : body.path("terms").path(key);
            if (isShown(value)) {
                Line line = line(key, value);
                lines.add(new Line(key, Labels.title(kind, key), line.value(), line.mono()));
            }
        }
        return lines;
    }

    private static Block relabelled(String kind, Block block) {
        List<Line> lines = block.lines().stream()
                .map(line -> new Line(line.key(), Labels.title(kind, line.key()), line.value(), line.mono()))
                .toList();
        return new Block(block.title(), lines, block.grids(), block.paragraphs());
    }

    /** A text that was written as headed paragraphs comes first, as it was written. */
    private static List<Block> sections(JsonNode body) {
        List<Block> blocks = new ArrayList<>();
        for (JsonNode section : body.path("text")) {
            if (section.path("paragraphs").isArray()) {
                List<String> paragraphs = section.path("paragraphs")
                        .valueStream()
                        .map(JsonNode::asString)
                        .toList();
                blocks.add(new Block(section.path("title").asString(""), List.of(), List.of(), paragraphs));
            }
        }
        return blocks;
    }

    private static void collect(String title, JsonNode node, List<Block> blocks, int depth) {
        Block block = new Block(title, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        blocks.add(block);
        fill(node, block, blocks, depth);
    }

    private static void fill(JsonNode node, Block block, List<Block> blocks, int depth) {
        List<Block> texts = new ArrayList<>();
        for (String key : Labels.sorted(node.propertyNames())) {
            JsonNode value = node.path(key);
            if (value.isObject() && Labels.isTransparent(key)) {
                fill(value, block, blocks, depth);
            } else if (value.isObject() && depth < MAX_DEPTH) {
                collect(Labels.title(key), value, texts, depth + 1);
            } else if (value.isArray()) {
                array(key, value, block, texts, depth);
            } else if (isLong(value)) {
                texts.add(new Block(
                        Labels.title(key),
                        List.of(),
                        List.of(),
                        value.asString().lines().filter(line -> !line.isBlank()).toList()));
            } else if (isShown(value)) {
                block.lines().add(line(key, value));
            }
        }
        blocks.addAll(texts);
    }

    private static void array(String key, JsonNode value, Block block, List<Block> blocks, int depth) {
        boolean text =
                value.valueStream().allMatch(item -> item.path("paragraphs").isArray());
        if (value.isEmpty() || text) {
            return;
        }
        if (value.valueStream().allMatch(JsonNode::isObject) && depth < MAX_DEPTH) {
            blocks.add(new Block(Labels.title(key), List.of(), List.of(grid(key, value)), List.of()));
        } else if (value.valueStream().noneMatch(JsonNode::isContainer)) {
            List<String> items = value.valueStream()
                    .limit(MAX_ROWS)
                    .map(item -> line(key, item).value())
                    .toList();
            String joined = String.join("、", items);
            if (joined.length() > LONG_TEXT) {
                blocks.add(new Block(Labels.title(key), List.of(), List.of(), items));
            } else {
                block.lines().add(new Line(key, Labels.title(key), joined, false));
            }
        }
    }

    private static Grid grid(String name, JsonNode rows) {
        Set<String> keys = new LinkedHashSet<>();
        rows.valueStream().limit(MAX_ROWS).forEach(row -> row.propertyStream()
                .filter(field -> isShown(field.getValue()) && !Labels.isRepeated(field.getKey()))
                .forEach(field -> keys.add(field.getKey())));
        List<String> columns = Labels.columns(name).orElse(Labels.sorted(keys));
        List<List<String>> cells = rows.valueStream()
                .limit(MAX_ROWS)
                .map(row ->
                        columns.stream().map(key -> cell(key, row.path(key))).toList())
                .toList();
        return new Grid(
                columns.stream()
                        .map(key -> new Line(key, Labels.title(name, key), "", isMono(key)))
                        .toList(),
                cells);
    }

    private static String cell(String key, JsonNode value) {
        return isShown(value) ? line(key, value).value() : "";
    }

    static Line line(String key, JsonNode value) {
        return new Line(key, Labels.title(key), text(key, value), isMono(key));
    }

    private static String text(String key, JsonNode value) {
        if (value.isBoolean()) {
            return value.asBoolean() ? "是" : "否";
        }
        String text = value.asString("");
        if (Labels.isAmount(key) && text.matches("\\d{1,18}(\\.\\d{1,8})?")) {
            return Formats.yuan(new BigDecimal(text)).replace(" 元", "");
        }
        return Bodies.parseInstant(text)
                .map(Formats::second)
                .or(() -> Labels.value(text))
                .orElse(text);
    }

    private static boolean isMono(String key) {
        return Labels.title(key).contains("SM3") || key.endsWith("ode") || key.equals("number");
    }

    /** Ids of this platform's own rows mean nothing to a reader; the JSON twin has them. */
    private static boolean isShown(JsonNode value) {
        return value.isValueNode()
                && !value.isNull()
                && !value.asString("").isEmpty()
                && !value.asString("").matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    }

    private static boolean isLong(JsonNode value) {
        return value.isString()
                && (value.asString().length() > LONG_TEXT || value.asString().contains("\n"));
    }
}
