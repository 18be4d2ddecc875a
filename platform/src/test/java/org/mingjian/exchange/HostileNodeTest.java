package org.mingjian.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mingjian.exchange.app.AnsweringMessages;
import org.mingjian.exchange.domain.Envelope;
import org.mingjian.exchange.store.FileStore;
import org.mingjian.kernel.PlatformException;
import org.mingjian.kernel.crypto.Sm2;
import org.mingjian.kernel.crypto.Sm3;
import org.mingjian.ops.PlatformTest;
import org.mingjian.testing.Desk;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An admitted lower node that means ill, or is broken, harms itself and nobody else. */
@PlatformTest
class HostileNodeTest {

    /** By this order their lanes are judged: the bad one comes first. */
    private static final String BAD = "E9905000001";

    private static final String GOOD = "E9905000002";
    private static final String DUE = "2026-03-02T08:00:00Z";
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Sm2.KeyPair KEYS = Sm2.generate(RANDOM);

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient sql;

    @Autowired
    AnsweringMessages door;

    @Autowired
    FileStore files;

    @Autowired
    InstantSource clock;

    private String own = "";
    private byte[] ownKey = {};

    @BeforeEach
    void twoLowerNodes() {
        JsonNode card = Desk.stranger(port).get("/api/exchange/node").body();
        own = card.path("code").asString();
        ownKey = Base64.getDecoder().decode(card.path("publicKey").asString());
        for (String node : new String[] {BAD, GOOD}) {
            sql.sql("insert into exchange.peer (code, name, kind, public_key, secret, url, systems, admitted_at,"
                            + " admitted_by) values (:code, '某市', 'LOWER', :key, '', '', '', now(), '')")
                    .param("code", node)
                    .param("key", Base64.getEncoder().encodeToString(KEYS.publicKey()))
                    .update();
        }
    }

    @AfterEach
    void noneIsLeft() {
        for (String table : new String[] {"inbound", "refused", "judged", "feedback", "lane_in", "lane_judged"}) {
            sql.sql("delete from exchange." + table + " where peer like 'E990500000%'")
                    .update();
        }
        sql.sql("delete from exchange.peer where code like 'E990500000%'").update();
    }

    @Test
    void anAttachmentWithoutADigestIsRefusedLikeAMissingOne() {
        ask(BAD, "records", records(1, DUE, "[{\"size\":1,\"name\":\"空\"}]"));

        assertThat(found(BAD).path("problems").toString()).contains("exchange.file");
    }

    @Test
    void aRecordThatCannotBeJudgedStopsItsOwnLaneOnly() {
        ask(BAD, "records", records(1, DUE, "[]"));
        found(BAD);
        sql.sql("insert into exchange.inbound (peer, lane, number, dataset, key, op, record, digest, content, files,"
                        + " due, received_at) values (:peer, 'TEST', 2, '500', 'k', 1, 'broken on the disk', '', '',"
                        + " '[]', now(), now())")
                .param("peer", BAD)
                .update();
        sql.sql("update exchange.lane_in set next = 3 where peer = :peer")
                .param("peer", BAD)
                .update();

        for (int n = 1; n <= 3; n++) {
            ask(GOOD, "records", records(n, DUE, "[]"));
            int last = n;
            Awaitility.await("record " + n + " of the good node is judged")
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> entries(GOOD).size() == last);
        }

        assertThat(entries(BAD).size()).isEqualTo(1);
    }

    @Test
    void whatIsNoTimeOrNoLaneIsABrokenMessageAndNoFault() {
        for (String due : new String[] {"+999999999-12-31T23:59:59Z", "-99999-01-01T00:00:00Z"}) {
            assertThatThrownBy(() -> ask(BAD, "records", records(1, due, "[]")))
                    .isInstanceOfSatisfying(PlatformException.class, broken -> assertThat(broken.code())
                            .isEqualTo(ExchangeError.MESSAGE_BROKEN));
        }
        for (String type : new String[] {"feedback", "count", "keys"}) {
            assertThatThrownBy(() -> ask(BAD, type, "{\"after\":0}"))
                    .as(type)
                    .isInstanceOfSatisfying(PlatformException.class, broken -> assertThat(broken.code())
                            .isEqualTo(ExchangeError.MESSAGE_BROKEN));
        }
    }

    @Test
    void garbageOfOneNodeIsNotInTheWayOfAnothersAttachment() {
        byte[] content = ("附件" + UUID.randomUUID()).getBytes(StandardCharsets.UTF_8);
        String sm3 = Sm3.hex(Sm3.digest(content));
        byte[] garbage = {1, 2, 3, 4};

        ask(BAD, "file", part(sm3, content.length, 0, garbage));
        JsonNode asked = ask(GOOD, "file", part(sm3, content.length, 0, new byte[0]));
        JsonNode sent = ask(GOOD, "file", part(sm3, content.length, 0, content));

        assertThat(asked.path("have").asLong()).isZero();
        assertThat(sent.path("whole").asBoolean()).as("%s", sent).isTrue();
        assertThat(files.has(sm3)).isTrue();
    }

    @Test
    void partsThatAreNeverFinishedDoNotFillTheDisk() {
        byte[] content = ("附件" + UUID.randomUUID()).getBytes(StandardCharsets.UTF_8);
        String sm3 = Sm3.hex(Sm3.digest(content));
        byte[] half = java.util.Arrays.copyOf(content, content.length / 2);

        ask(BAD, "file", part(sm3, content.length, 0, half));
        files.forgetParts(Instant.now().minus(Duration.ofDays(1)));
        assertThat(have(sm3, content.length)).as("not old yet").isEqualTo(half.length);
        files.forgetParts(Instant.now().plus(Duration.ofDays(1)));
        assertThat(have(sm3, content.length)).isZero();
    }

    private long have(String sm3, long size) {
        return ask(BAD, "file", part(sm3, size, 0, new byte[0])).path("have").asLong();
    }

    private static String records(long n, String due, String files) {
        return ("{\"lane\":\"TEST\",\"records\":[{\"n\":%d,\"due\":\"%s\",\"files\":%s,"
                        + "\"record\":{\"dataset\":\"999\",\"key\":\"k%d\",\"op\":1,\"channel\":2}}]}")
                .formatted(n, due, files, n);
    }

    private static String part(String sm3, long size, long offset, byte[] bytes) {
        return "{\"sm3\":\"%s\",\"size\":%d,\"offset\":%d,\"bytes\":\"%s\"}"
                .formatted(sm3, size, offset, Base64.getEncoder().encodeToString(bytes));
    }

    /** The first entry of what was found of its test lane. */
    private JsonNode found(String node) {
        Awaitility.await("what was found of " + node)
                .atMost(Duration.ofSeconds(20))
                .until(() -> !entries(node).isEmpty());
        return entries(node).get(0);
    }

    private JsonNode entries(String node) {
        return ask(node, "feedback", "{\"lane\":\"TEST\",\"after\":0}").path("found");
    }

    private JsonNode ask(String node, String type, String text) {
        Envelope.Head head = new Envelope.Head(UUID.randomUUID().toString(), node, own, clock.instant(), type, "");
        byte[] answer = door.answer(Envelope.seal(head, text.getBytes(StandardCharsets.UTF_8), KEYS, ownKey, RANDOM));
        try {
            return JsonMapper.shared()
                    .readTree(Envelope.open(answer, KEYS, ownKey).text());
        } catch (Envelope.Broken broken) {
            throw new AssertionError(broken);
        }
    }
}
