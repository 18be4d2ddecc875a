package org.mingjian.watch.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mingjian.watch.domain.AttackRule.Place;
import org.mingjian.watch.store.RuleFile;

/** What is taken for an attack, and what is not. */
class AttackRulesTest {

    private final AttackRules rules = RuleFile.read();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            q=1'+or+'1'='1                                    | injection
            q=1%27%20OR%20%271%27%3D%271                      | injection
            q=1%2527%2520or%25201%253D1                       | injection
            q=-1+union+all+select+null,null                   | injection
            page=1;select+pg_sleep(5)                         | injection
            q=1)+and+(select+1+from+pg_user)                  | injection
            code=x');+drop+table+trade--                      | injection
            q=information_schema                              | injection
            file=../../etc/passwd                             | traversal
            file=..%2f..%2fetc%2fshadow                       | traversal
            file=/etc/passwd                                  | traversal
            file=a%00.pdf                                     | traversal
            q=%3Cscript%3Ealert(1)%3C/script%3E               | scripting
            q=%22%20onmouseover=alert(1)                      | scripting
            next=javascript:alert(1)                          | scripting
            q=<svg/onload=alert(1)>                           | scripting
            q=${jndi:ldap://x/a}                              | command
            q=x;+cat+/tmp/a                                   | command
            """)
    void anAttackInTheQueryIsKnownByItsRule(String query, String rule) {
        var seen = rules.in(Place.QUERY, query).orElseThrow();

        assertThat(seen.rule().rule()).isEqualTo(rule);
        assertThat(seen.rule().answer()).isEqualTo(Known.Answer.REFUSE);
        assertThat(seen.sample()).isNotEmpty().hasSizeLessThanOrEqualTo(120);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "q=道路改造&page=2&size=20",
                "q=%E9%81%93%E8%B7%AF%20%E6%94%B9%E9%80%A0",
                "q=O%27Neil+and+sons",
                "q=%22%E6%A1%A5%E6%A2%81%22+OR+%22%E9%9A%A7%E9%81%93%22",
                "q=A%26B+%3C5000%E4%B8%87",
                "q=select+committee+of+experts",
                "q=G5%2F6%E6%A0%87%E6%AE%B5;%E6%96%BD%E5%B7%A5",
                "q=1.5%E4%BA%BF%E5%85%83..2%E4%BA%BF%E5%85%83",
                "q=union+square",
                "from=2026-11-01T00:00:00Z&until=2026-11-02T00:00:00%2B08:00",
                "region=990100&kind=construction&state=OPENING"
            })
    void whatPeopleSearchForIsNoAttack(String query) {
        assertThat(rules.in(Place.QUERY, query)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/trades/A01-990100000000-20261121-000001-X",
                "/notices/0123456789abcdef.json",
                "/files/" + "%E6%8B%9B%E6%A0%87%E6%96%87%E4%BB%B6%EF%BC%881%EF%BC%89.pdf",
                "/desk/trades/A01/bid",
                "/api/uploads/6c1e4b0e-2d0f-4b43-8a7e-1f1f0a5f5a53"
            })
    void addressesOfOursAreNoAttack(String path) {
        assertThat(rules.in(Place.PATH, path)).isEmpty();
    }

    @Test
    void aNoticeThatQuotesAnAttackIsCountedAndNotRefused() {
        var seen = rules.in(Place.BODY, "{\"text\":\"软件须防范 <script> 与 ' or 'a'='a 一类输入\"}")
                .orElseThrow();

        assertThat(seen.rule().answer()).isEqualTo(Known.Answer.COUNT);
        assertThat(rules.in(Place.BODY, "{\"text\":\"工期不大于 180 日；单价 >= 3 元\"}")).isEmpty();
    }

    @Test
    void noRuleIsSlowOnAHostileText() {
        String hostile = "q=" + "<a ".repeat(2000) + "'".repeat(2000) + "{{".repeat(1000);
        // Processor time, so that a busy machine does not fail the test.
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        for (int i = 0; i < 20; i++) {
            rules.in(Place.QUERY, hostile);
        }

        assertThat((threads.getCurrentThreadCpuTime() - start) / 20 / 1_000_000)
                .as("ms each")
                .isLessThan(50);
    }

    @Test
    void everyRuleSaysWhy() {
        assertThat(rules.rules()).hasSizeGreaterThan(5).allSatisfy(rule -> assertThat(rule.reason())
                .isNotBlank());
        assertThat(rules.tripwires())
                .extracting(Tripwire::rule)
                .containsExactlyInAnyOrder("brute-force", "probing", "scraping");
        assertThat(List.of(Place.values())).allSatisfy(place -> assertThat(rules.rules())
                .anyMatch(rule -> rule.in().contains(place)));
    }

    /** Texts of the pieces that attacks are made of, in any order. */
    @Test
    void theWordsOfARuleHideNothingThatItsPatternFinds() {
        List<String> pieces = List.of(
                "UNION",
                "union ",
                "all",
                " select",
                "'",
                "\"",
                "or",
                "And",
                "\t",
                "\n",
                "\f",
                "\u000b",
                " ",
                "x",
                "=",
                ";",
                "drop",
                "ALTER",
                " table",
                "pg_sleep",
                "(",
                "<",
                "Script",
                "javascript",
                ":",
                "on",
                "onLoad",
                "error");
        Random random = new Random(7);
        int found = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(1, 9); n > 0; n--) {
                text.append(pieces.get(random.nextInt(pieces.size())));
            }
            String lower = text.toString().toLowerCase(Locale.ROOT);
            for (AttackRule rule : rules.rules()) {
                if (!rule.hit(text.toString()).isEmpty()) {
                    found++;
                    assertThat(rule.mayFit(lower))
                            .as("%s: %s", rule.rule(), text)
                            .isTrue();
                }
            }
        }
        assertThat(found).isGreaterThan(500);
        assertThat(rules.rules()).anyMatch(rule -> !rule.mayFit("{\"signature\":\"bWluZ2ppYW4=\"}"));
    }
}
