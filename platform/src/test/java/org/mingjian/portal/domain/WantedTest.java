package org.mingjian.portal.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** What visitors type reaches a database that keeps no U+0000 and no half characters. */
class WantedTest {

    private static String text(String typed) {
        return new Wanted("/credit", typed, Map.of(), 0, 20).text();
    }

    @Test
    void whatNoDatabaseKeepsIsLeftOut() {
        assertThat(text("/e\u0000tc")).isEqualTo("/etc");
        assertThat(text("\u0000")).isEmpty();
        assertThat(text("  明州\uD83D ")).isEqualTo("明州");
        assertThat(text("桥🌉")).isEqualTo("桥🌉");
    }

    @Test
    void aCharacterIsNotCutInHalf() {
        assertThat(text("x".repeat(99) + "🌉")).isEqualTo("x".repeat(99));
    }
}
