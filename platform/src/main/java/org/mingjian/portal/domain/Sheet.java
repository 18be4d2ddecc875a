package org.mingjian.portal.domain;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;

/** A fact's body as a person reads it: labelled lines, tables, paragraphs, in blocks. */
public record Sheet(List<Block> blocks) {

    /**
     * @param mono true for codes and digests
     * @param key the field's name in the body
     */
    public record Line(String key, String label, String value, boolean mono) {}

    /** A table; every row has a cell for each column. */
    public record Grid(List<Line> columns, List<List<String>> rows) {}

    /** @param title empty for the head of the sheet */
    public record Block(String title, List<Line> lines, List<Grid> grids, List<String> paragraphs) {

        @JsonIgnore
        public boolean isEmpty() {
            return lines.isEmpty() && grids.isEmpty() && paragraphs.isEmpty();
        }
    }

    /** The first labelled lines, for a timeline. */
    public List<Line> first(int count) {
        return blocks.stream()
                .flatMap(block -> block.lines().stream())
                .filter(line -> !line.mono())
                .limit(count)
                .toList();
    }

    @JsonIgnore
    public boolean isEmpty() {
        return blocks.isEmpty();
    }
}
