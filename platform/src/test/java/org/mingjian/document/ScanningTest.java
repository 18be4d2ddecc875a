package org.mingjian.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mingjian.document.ClamdStandIn.Mood;
import org.mingjian.document.Party.Answer;
import org.mingjian.document.app.ScanningFiles;
import org.mingjian.facts.Facts;
import org.mingjian.identity.Accounts;
import org.mingjian.ops.PlatformTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** 恶意代码防范: uploads with a scanner, with one that is away, and with none. */
@PlatformTest
class ScanningTest {

    @LocalServerPort
    int port;

    @Value("${mingjian.data}")
    Path data;

    @Autowired
    ScanningFiles scanning;

    @Autowired
    Facts facts;

    @Autowired
    Accounts accounts;

    @Autowired
    JdbcClient sql;

    private ClamdStandIn clamd;
    private Party bidder;

    @BeforeEach
    void start() throws IOException {
        bidder = Party.of(port, "bidder1");
        clamd = new ClamdStandIn(data.resolve("clamd.ctl"));
        scanning.state();
    }

    @AfterEach
    void stop() throws IOException {
        clamd.close();
        scanning.state();
    }

    @Test
    void anInfectedUploadIsRefusedRecordedAndAlarmedAndNothingStays() {
        byte[] file = infected();
        String upload = Party.header(bidder.announce("资料.pdf", file.length), "Location");

        Answer answer = bidder.append(upload, 0, file);

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.code()).isEqualTo("INFECTED");
        assertThat(answer.body().path("detail").asString()).contains("Eicar-Test-Signature", "没有收下");
        assertThat(bidder.head(upload).status()).isEqualTo(404);
        String id = upload.substring(upload.lastIndexOf('/') + 1);
        UUID account = accounts.accountByLogin("bidder1").orElseThrow().id();
        assertThat(facts.ofStream("account:" + account))
                .anyMatch(fact -> fact.kind().equals("document.infected")
                        && fact.text("subject").equals(id));
        assertThat(alarms())
                .anyMatch(alarm -> alarm.path("kind").asString().equals("MALWARE")
                        && alarm.path("subject").asString().contains(id));
        assertThat(sql.sql("select count(*) from document.document where size = :size and name = '资料.pdf'")
                        .param("size", file.length)
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void aCleanUploadIsTakenAndSoMarked() {
        assertThat(scanOf(stored(pdf(UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII)), "甲.pdf")))
                .isEqualTo("CLEAN");
    }

    @Test
    void whatADeadScannerCouldNotSeeIsTakenFoundLaterAndNotGivenOut() {
        clamd.be(Mood.DIES);
        String document = stored(infected(), "乙.pdf");
        String clean = stored(pdf(UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII)), "丙.pdf");
        assertThat(scanOf(document)).isEqualTo("waiting");
        assertThat(state().path("version").asString("")).isEmpty();
        assertThat(state().path("waiting").asLong()).isPositive();
        assertThat(bidder.get("/api/documents/" + document).status()).isEqualTo(200);

        clamd.be(Mood.WELL);
        assertThat(state().path("version").asString("")).startsWith("ClamAV");
        scanning.scanWaiting();

        assertThat(scanOf(document)).isEqualTo("INFECTED");
        assertThat(scanOf(clean)).isEqualTo("CLEAN");
        assertThat(bidder.get("/api/documents/" + document).code()).isEqualTo("INFECTED_WITHHELD");
        assertThat(bidder.get("/api/documents/" + clean).status()).isEqualTo(200);
        assertThat(alarms()).anyMatch(alarm -> alarm.path("detail").asString().contains("补查"));
    }

    @Test
    void aSealedBidIsCiphertextAndNotScanned() {
        clamd.be(Mood.DIES);
        byte[] head = "MINGJIAN BID 1\r\n".getBytes(StandardCharsets.US_ASCII);
        byte[] file = java.util.Arrays.copyOf(head, 500);
        assertThat(scanOf(stored(file, "标.mjb"))).isEqualTo("SEALED");
    }

    private static byte[] infected() {
        byte[] some = UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII);
        byte[] both = java.util.Arrays.copyOf(some, some.length + ClamdStandIn.TEST_STRING.length);
        System.arraycopy(ClamdStandIn.TEST_STRING, 0, both, some.length, ClamdStandIn.TEST_STRING.length);
        return pdf(both);
    }

    private static byte[] pdf(byte[] content) {
        byte[] magic = "%PDF-1.7\n".getBytes(StandardCharsets.US_ASCII);
        byte[] file = java.util.Arrays.copyOf(magic, magic.length + content.length);
        System.arraycopy(content, 0, file, magic.length, content.length);
        return file;
    }

    private String stored(byte[] file, String name) {
        String upload = Party.header(bidder.announce(name, file.length), "Location");
        Answer answer = bidder.append(upload, 0, file);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(204);
        return Party.header(answer, "X-Document-Id");
    }

    private String scanOf(String document) {
        return sql.sql("select coalesce(scan, 'waiting') from document.document where id = :id")
                .param("id", UUID.fromString(document))
                .query(String.class)
                .single();
    }

    private JsonNode state() {
        return Party.of(port, "secadmin").get("/api/watch/scanner").body();
    }

    private Iterable<JsonNode> alarms() {
        return Party.of(port, "secadmin")
                .get("/api/watch/alarms?size=100")
                .body()
                .path("items");
    }
}
