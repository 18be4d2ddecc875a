package org.mingjian.protection;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.mingjian.expert.ExpertId;
import org.mingjian.expert.Experts;
import org.mingjian.expert.NewExpert;
import org.mingjian.expert.Tie;
import org.mingjian.expert.store.ExpertStore;
import org.mingjian.facts.Actor;
import org.mingjian.ops.PlatformTest;
import org.mingjian.testing.Desk;
import org.mingjian.testing.OwnerOfDatabase;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** 字段加密: whoever steals the database, or a copy of it, reads no expert's name, no identity number and no phone. */
@PlatformTest
class PersonalColumnsTest {

    @LocalServerPort
    int port;

    @Autowired
    Experts experts;

    @Autowired
    ExpertStore store;

    @Autowired
    KeyRotation rotation;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient sql;

    @Autowired
    Environment environment;

    private final String name = "欧阳" + UUID.randomUUID().toString().substring(0, 8);
    private final String relative = "近亲属所在单位" + UUID.randomUUID().toString().substring(0, 8);

    private ExpertId expert() {
        return experts.register(
                new NewExpert(
                        null,
                        name,
                        "明州大学",
                        null,
                        "990100",
                        List.of("A08"),
                        12,
                        List.of(new Tie(Tie.Kind.RELATIVE, relative, null, LocalDate.of(2030, 1, 1))),
                        null),
                Actor.SYSTEM);
    }

    @Test
    void theWholeDatabaseHoldsNoneOfThemInClear() {
        ExpertId id = expert();
        String phone = "1380" + number(7);
        Desk bidder = Desk.of(port, "bidder2");
        Desk.Answer made = bidder.post(
                "/api/party/entries",
                Map.of(
                        "form",
                        "practitioner",
                        "values",
                        Map.of(
                                "personName", "孙工",
                                "idNumber", "110105194912310038",
                                "personPhone", phone,
                                "practiceName", "一级建造师",
                                "practiceNumber", "JZ" + number(9),
                                "practiceEnds", "2099-12-31")));
        assertThat(made.status()).as(made.body().toString()).isEqualTo(200);

        assertThat(where("明州大学"))
                .as("the search itself finds what lies in clear")
                .contains("expert.expert");
        assertThat(where(name)).isEmpty();
        assertThat(where(relative)).isEmpty();
        assertThat(where("110105194912310038")).isEmpty();
        assertThat(where(phone)).isEmpty();
        assertThat(experts.find(id).orElseThrow().name()).isEqualTo(name);
        assertThat(experts.find(id).orElseThrow().ties().getFirst().organisation())
                .isEqualTo(relative);
    }

    @Test
    void aWholeNameIsFoundByItsDigestAndAPartOfItIsNot() {
        expert();
        Desk centre = Desk.of(port, "centre");

        assertThat(found(centre, name)).isEqualTo(1);
        assertThat(found(centre, name.substring(0, 5))).isZero();
        assertThat(found(centre, "明州大")).isPositive();
    }

    @Test
    void rowsOfBeforeAreSealedAndAllMoveToTheNewKey() throws SQLException {
        ExpertId id = expert();
        new OwnerOfDatabase(environment)
                .run("update expert.expert set name = '" + name + "', ties = '[]', name_index = null where id = '"
                        + id.value() + "'");
        assertThat(where(name)).contains("expert.expert");
        assertThat(experts.find(id).orElseThrow().name()).isEqualTo(name);

        transaction.execute(status -> store.sealSome(100));
        assertThat(where(name)).isEmpty();
        assertThat(found(Desk.of(port, "centre"), name)).isEqualTo(1);

        String before = column(id);
        rotation.rotateDataKey();
        assertThat(column(id)).isNotEqualTo(before);
        assertThat(column(id).split(":")[1]).isNotEqualTo(before.split(":")[1]);
        assertThat(experts.find(id).orElseThrow().name()).isEqualTo(name);
        assertThat(sql.sql("select count(*) from expert.expert where name not like 'sm4:%'")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private static int found(Desk desk, String search) {
        String encoded = java.net.URLEncoder.encode(search, StandardCharsets.UTF_8);
        return desk.get("/api/experts?search=" + encoded).body().path("total").asInt();
    }

    private String column(ExpertId id) {
        return sql.sql("select name from expert.expert where id = :id")
                .param("id", id.value())
                .query(String.class)
                .single();
    }

    private static String number(int digits) {
        long value = Math.abs(UUID.randomUUID().getMostSignificantBits()) % (long) Math.pow(10, digits);
        return String.format(java.util.Locale.ROOT, "%0" + digits + "d", value);
    }

    /** Every table in which any column holds the text, as text or as bytes. */
    private List<String> where(String text) {
        String hex = HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
        return sql
                .sql("select table_schema || '.' || table_name from information_schema.tables"
                        + " where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')"
                        + " and has_table_privilege(quote_ident(table_schema) || '.' || quote_ident(table_name),"
                        + " 'select') order by 1")
                .query(String.class)
                .list()
                .stream()
                .filter(table -> sql.sql("select exists (select 1 from " + table + " t where position(:text in"
                                + " cast(t as text)) > 0 or position(:hex in cast(t as text)) > 0)")
                        .param("text", text)
                        .param("hex", hex)
                        .query(Boolean.class)
                        .single())
                .toList();
    }
}
