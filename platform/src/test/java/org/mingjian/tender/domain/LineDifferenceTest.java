package org.mingjian.tender.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.mingjian.tender.domain.LineDifference.Line;
import org.mingjian.tender.domain.LineDifference.Sign;

class LineDifferenceTest {

    @Test
    void aChangedLineIsRemovedAndAdded() {
        List<Line> lines = LineDifference.between(List.of("甲", "旧", "丙"), List.of("甲", "新", "丙"));

        assertThat(lines)
                .containsExactly(
                        new Line(Sign.SAME, "甲"),
                        new Line(Sign.REMOVED, "旧"),
                        new Line(Sign.ADDED, "新"),
                        new Line(Sign.SAME, "丙"));
    }

    @Property
    void bothTextsCanBeReadOffTheDifference(
            @ForAll @Size(max = 12) List<@IntRange(max = 3) Integer> before,
            @ForAll @Size(max = 12) List<@IntRange(max = 3) Integer> after) {
        List<String> old = before.stream().map(String::valueOf).toList();
        List<String> now = after.stream().map(String::valueOf).toList();

        List<Line> lines = LineDifference.between(old, now);

        assertThat(without(lines, Sign.ADDED)).isEqualTo(old);
        assertThat(without(lines, Sign.REMOVED)).isEqualTo(now);
    }

    private static List<String> without(List<Line> lines, Sign sign) {
        return lines.stream()
                .filter(line -> line.sign() != sign)
                .map(Line::text)
                .toList();
    }
}
