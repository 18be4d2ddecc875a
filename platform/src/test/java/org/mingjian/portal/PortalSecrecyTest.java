package org.mingjian.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.mingjian.facts.Actor;
import org.mingjian.facts.Facts;
import org.mingjian.facts.FileRef;
import org.mingjian.facts.NewFact;
import org.mingjian.facts.Readers;
import org.mingjian.facts.Recorded;
import org.mingjian.facts.Secrecy;
import org.mingjian.ops.PlatformTest;
import org.mingjian.tender.TradeFact;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What is not public is nowhere on the public site, and a rebuild shows the same. */
@PlatformTest
class PortalSecrecyTest {

    private static final int MOST_PAGES = 400;

    @Autowired
    Facts facts;

    @Autowired
    Readers readers;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    InstantSource clock;

    @Autowired
    JdbcClient sql;

    @LocalServerPort
    int port;

    private final String code =
            "A01-S" + UUID.randomUUID().toString().substring(0, 18).toUpperCase(Locale.ROOT);

    private SampleTrades trades() {
        return new SampleTrades(facts, transaction);
    }

    private void publish(String title) {
        var now = clock.instant();
        trades().registered(code, title, "标段");
        trades().published(code, title, trades().terms(now, now.plus(Duration.ofDays(27)), "5000000.00"));
    }

    @Test
    void secretFactsAppearOnNoPageAndInNoTwin() {
        publish("保密工程");
        String marker = "MARKER" + UUID.randomUUID().toString().replace("-", "");
        String sm3 = UUID.randomUUID().toString().replace("-", "").repeat(2);
        List<Long> positions = recordSecrets(marker, new FileRef(marker + ".pdf", 7, sm3));
        trades().open(code, "answer.published", Map.of("text", "已读到这里", "answer", "是"));
        Visitor visitor = new Visitor(port);
        visitor.until("/trades/" + code, page -> page.contains("发布答疑"));
        Deque<String> open =
                new ArrayDeque<>(List.of("/trades/" + code, "/", "/trades", "/notices", "/plans", "/verify"));
        open.add("/opening/" + code);
        open.add("/verify?q=" + sm3);
        open.add("/files/" + sm3 + "/x.pdf");
        open.add("/notices?q=" + Visitor.encoded("保密工程"));
        positions.forEach(position -> open.addAll(List.of(
                "/verify?q=" + position, "/evidence/" + position + ".json", "/api/facts/" + position + "/proof")));

        Set<String> seen = crawl(visitor, open, page -> assertThat(page).doesNotContain(marker, "4711471147"));

        assertThat(seen).hasSizeGreaterThan(positions.size() * 3);
        assertThat(visitor.json("/trades?q=" + marker)).contains("\"total\":0");
        assertThat(visitor.json("/notices?q=" + marker)).contains("\"total\":0");
    }

    /** Every kind of fact a trade may have, twice, and a trade and a plan that nobody may know of. */
    private List<Long> recordSecrets(String marker, FileRef file) {
        Actor actor = new Actor(marker, marker, marker, marker, marker, marker);
        Map<String, Object> body =
                Map.of("title", marker, "winnerName", marker, "tendererName", marker, "count", 47114711471147L);
        List<NewFact> secrets = new ArrayList<>();
        for (TradeFact kind : TradeFact.values()) {
            for (Secrecy secrecy : List.of(Secrecy.PARTIES, Secrecy.SEALED)) {
                secrets.add(new NewFact("trade:" + code, kind.kind(), actor, body, List.of(file), secrecy));
            }
        }
        secrets.add(new NewFact("trade:S-" + marker, "trade.registered", actor, body, List.of(file), Secrecy.SEALED));
        secrets.add(new NewFact("plan:" + marker, "plan.published", actor, body, List.of(file), Secrecy.PARTIES));
        return secrets.stream().map(trades()::record).toList();
    }

    /** Follows every link, as a page and as its twin. */
    private static Set<String> crawl(Visitor visitor, Deque<String> open, Consumer<String> check) {
        Set<String> seen = new HashSet<>();
        while (!open.isEmpty() && seen.size() < MOST_PAGES) {
            String path = open.poll();
            if (seen.add(path)) {
                String page = visitor.page(path);
                check.accept(page);
                check.accept(visitor.json(path));
                Visitor.links(page).stream()
                        .filter(link -> link.startsWith("/") && !link.startsWith("/desk"))
                        .forEach(open::add);
            }
        }
        return seen;
    }

    @Test
    void aDisclosedFactBecomesPublicWithTheFactThatDisclosesIt() {
        publish("公开工程");
        Recorded sealed = transaction.execute(status -> facts.record(NewFact.secret(
                "trade:" + code, "scores.signed", SampleTrades.CENTRE, Map.of("total", "93.17"), Secrecy.SEALED)));
        Visitor visitor = new Visitor(port);
        visitor.until("/trades/" + code, page -> page.contains("发布招标公告"));
        assertThat(visitor.page("/trades/" + code)).doesNotContain("评委评审意见签名");

        transaction.executeWithoutResult(
                status -> facts.disclose("trade:" + code, List.of(sealed.id()), SampleTrades.CENTRE, "招标投标法实施条例 §54"));

        visitor.until("/trades/" + code, page -> page.contains("评委评审意见签名"));
        assertThat(visitor.page("/trades/" + code)).contains("依法公开此前密封的事实");
    }

    @Test
    void aRebuildGivesTheSameTablesAndTheSamePages() {
        publish("重建工程");
        Recorded sealed = transaction.execute(status -> facts.record(NewFact.secret(
                "trade:" + code, "scores.signed", SampleTrades.CENTRE, Map.of("total", "90.1"), Secrecy.SEALED)));
        transaction.executeWithoutResult(
                status -> facts.disclose("trade:" + code, List.of(sealed.id()), SampleTrades.CENTRE, "依法"));
        long last = trades().open(code, "answer.published", Map.of("text", "问", "answer", "答"));
        Visitor visitor = new Visitor(port);
        visitor.until("/trades/" + code, page -> page.contains("发布答疑"));
        Map<String, List<Map<String, Object>>> tables = tables(last);
        String notice = Visitor.links(visitor.page("/trades/" + code)).stream()
                .filter(link -> link.startsWith("/notices/"))
                .findFirst()
                .orElseThrow();
        String trade = visitor.page("/trades/" + code + ".json");
        String text = visitor.page(notice + ".json");

        readers.rebuild("portal");
        visitor.until("/trades?q=" + Visitor.encoded("重建工程"), page -> page.contains(code));

        assertThat(tables(last)).isEqualTo(tables);
        assertThat(timeless(visitor.page("/trades/" + code + ".json"))).isEqualTo(timeless(trade));
        assertThat(timeless(visitor.page(notice + ".json"))).isEqualTo(timeless(text));
    }

    /** Clocks run on between two looks. */
    private static String timeless(String json) {
        return json.replaceAll("\"(now|left)\":\"[^\"]*\"", "");
    }

    private Map<String, List<Map<String, Object>>> tables(long upTo) {
        return Map.of(
                "trade", rows("select t::text as row from portal.trade t where shown <= :upTo order by code", upTo),
                "notice", rows("select n::text as row from portal.notice n where shown <= :upTo order by id", upTo),
                "event", rows("select e::text as row from portal.event e where shown <= :upTo order by position", upTo),
                "hidden",
                        rows(
                                "select h::text as row from portal.hidden h where h.stream = 'trade:" + code
                                        + "' and :upTo > 0 order by seq",
                                upTo),
                "digest",
                        rows(
                                "select d::text as row from portal.digest d where position <= :upTo order by position",
                                upTo),
                "file",
                        rows(
                                "select f::text as row from portal.file f where position <= :upTo order by position, name",
                                upTo));
    }

    private List<Map<String, Object>> rows(String query, long upTo) {
        return sql.sql(query).param("upTo", upTo).query().listOfRows();
    }
}
