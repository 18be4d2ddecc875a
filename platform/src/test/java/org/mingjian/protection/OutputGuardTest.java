package org.mingjian.protection;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mingjian.protection.OutputGuard.Kind;

/** What goes out to the public, byte by byte. */
class OutputGuardTest {

    private static OutputGuard.Passed pass(String page) {
        return OutputGuard.pass(page.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(OutputGuard.Passed passed) {
        return new String(passed.bytes(), StandardCharsets.UTF_8);
    }

    @Test
    void identityNumberIsMasked() {
        var passed = pass("<p>项目经理张三，身份证11010519491231002X，一级建造师</p>");

        assertThat(text(passed)).isEqualTo("<p>项目经理张三，身份证110105**********2X，一级建造师</p>");
        assertThat(passed.findings()).extracting(OutputGuard.Finding::kind).containsExactly(Kind.ID_NUMBER);
        assertThat(passed.stopped()).isFalse();
    }

    @Test
    void identityNumberOfDigitsAloneIsMaskedInJson() {
        assertThat(text(pass("{\"id\":\"440308199901101512\"}"))).isEqualTo("{\"id\":\"440308**********12\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "110105194912310021", // wrong check character
                "110105194913310020", // no such month
                "91990100MA00000C59", // 统一社会信用代码
                "A01-110105194912310021-20261121-000001-7", // a trade code
                "2026112114000000001234", // longer
                "3101051949123100"
            })
    void otherNumbersAreLeftAlone(String number) {
        var passed = pass("<td>" + number + "</td>");

        assertThat(passed.findings()).isEmpty();
        assertThat(text(passed)).contains(number);
    }

    @Test
    void mobileNumberIsMaskedUnlessItIsAContact() {
        String filler = "投标报价及工期如下所示".repeat(8);

        assertThat(text(pass(filler + "<td>13812345678</td>"))).contains("138****5678");
        assertThat(text(pass(filler + "联系人：赵明，联系电话：13812345678"))).contains("13812345678");
        assertThat(text(pass(filler + "<td>1381234567890</td>"))).contains("1381234567890");
    }

    @Test
    void listLongerThanAPanelStopsThePage() {
        String fifteen = "<li>某某</li>".repeat(15);

        assertThat(pass("<h3>评标委员会成员</h3><ul>" + fifteen + "</ul>").stopped()).isFalse();
        var long16 = pass("<h3>评标委员会成员</h3><ul>" + fifteen + "<li>某某</li></ul>");
        assertThat(long16.stopped()).isTrue();
        assertThat(long16.findings()).extracting(OutputGuard.Finding::kind).containsExactly(Kind.LONG_LIST);
        assertThat(pass("{\"experts\":[" + "{\"name\":\"某\"},".repeat(15) + "{\"name\":\"某\"}]}")
                        .stopped())
                .isTrue();
    }

    @Test
    void cleanPageGoesOutAsItIs() {
        byte[] page = "<p>公告</p>".getBytes(StandardCharsets.UTF_8);

        assertThat(OutputGuard.pass(page).bytes()).isSameAs(page);
    }

    @Test
    void noticeOf200KilobytesTakesLessThanFiveMilliseconds() {
        String paragraph = "第一章 招标公告 1.1 项目编号A01-91990100MA00000C59-20261121-000001，预算12345678.90元，"
                + "联系电话0351-1234567，开标时间2026年12月1日9时30分。<table><tr><td>1</td><td>4403081999</td></tr></table>";
        byte[] page = paragraph
                .repeat(200 * 1024 / paragraph.getBytes(StandardCharsets.UTF_8).length + 1)
                .getBytes(StandardCharsets.UTF_8);
        long best = Long.MAX_VALUE;

        for (int i = 0; i < 60; i++) {
            long began = System.nanoTime();
            assertThat(OutputGuard.pass(page).findings()).isEmpty();
            best = Math.min(best, System.nanoTime() - began);
        }

        assertThat(page.length).isGreaterThan(200 * 1024);
        assertThat(best / 1e6).as("milliseconds").isLessThan(5);
    }
}
