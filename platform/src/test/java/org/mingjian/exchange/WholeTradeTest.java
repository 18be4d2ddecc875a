package org.mingjian.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mingjian.exchange.store.OutgoingStore;
import org.mingjian.facts.Actor;
import org.mingjian.facts.Facts;
import org.mingjian.facts.NewFact;
import org.mingjian.facts.Readers;
import org.mingjian.ops.PlatformTest;
import org.mingjian.spec.DataRecord;
import org.mingjian.spec.Dataset;
import org.mingjian.spec.Specifications;
import org.mingjian.spec.command.RecordLedger;
import org.mingjian.tender.SampleTender;
import org.mingjian.testing.Desk;
import org.mingjian.walk.Walk;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.transaction.support.TransactionTemplate;

/** One tender from its registration to its contract, driven through HTTP, as the records it makes. */
@PlatformTest
class WholeTradeTest {

    private static final Set<String> FAMILIES = Set.of("construction", "subjects", "experts", "credit", "supervision");

    @LocalServerPort
    int port;

    @Autowired
    OutgoingRecords outgoing;

    @Autowired
    Specifications specifications;

    @Autowired
    Readers readers;

    @Autowired
    OutgoingStore store;

    @Autowired
    Facts facts;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    InstantSource clock;

    @TempDir
    Path folder;

    @Test
    void everyRecordOfAWholeTradeIsValidOrHeldWithItsReason() {
        String code = Walk.rush("http://localhost:" + port, 4, folder.resolve("keys.json"), Walk.Measuring.NONE)
                .path("trade")
                .asString();

        Awaitility.await("the contract's record")
                .atMost(Duration.ofSeconds(20))
                .until(() -> outgoing.ofTrade(code).stream()
                        .anyMatch(record -> record.record().dataset().equals("512")));
        List<OutgoingRecords.Outgoing> ready = outgoing.ofTrade(code);
        List<OutgoingRecords.Held> held = outgoing.heldOfTrade(code);

        assertThat(ready)
                .extracting(record -> record.record().dataset())
                .containsExactly(
                        "500", "501", "502", "503", "504", "518", "506", "507", "507", "507", "507", "509", "510",
                        "510", "510", "513", "512", "110");
        everyOneStandsBesideThoseBefore(ready);
        assertThat(held).extracting(record -> record.record().dataset()).containsExactly("511");
        assertThat(held).allSatisfy(record -> {
            assertThat(record.problems()).isEmpty();
            assertThat(record.gaps()).isNotEmpty().allSatisfy((field, why) -> assertThat(why)
                    .isNotBlank());
        });
        assertThat(ready)
                .filteredOn(one -> one.record().dataset().equals("507"))
                .allSatisfy(one -> {
                    assertThat(one.record().withheld()).containsOnlyKeys("PM_CODE");
                    assertThat(one.record().fields())
                            .containsEntry("IS_LOST", "0")
                            .containsEntry("IS_COMMIT_MARGIN", "1")
                            .containsKeys("PM_CERTIFICATES", "MARGIN_RECEIVE_TIME");
                });
        nothingSecretGoesOut(ready);
    }

    /** As the level above judges them: by the national checks and beside everything reported before. */
    private void everyOneStandsBesideThoseBefore(List<OutgoingRecords.Outgoing> ready) {
        var checks = specifications.checksOf(specifications.national());
        RecordLedger ledger = new RecordLedger(true);
        for (OutgoingRecords.Outgoing one : ready) {
            assertThat(one.record().channel()).as("a sandbox sends test data").isEqualTo(2);
            assertThat(checks.check(one.record()).problems()).as("%s", one).isEmpty();
            assertThat(specifications.crossChecks().check(one.record(), ledger).problems())
                    .as("%s", one)
                    .isEmpty();
            ledger.add(specifications.crossChecks().standing(one.record()));
        }
    }

    private static void nothingSecretGoesOut(List<OutgoingRecords.Outgoing> ready) {
        assertThat(ready)
                .filteredOn(record -> List.of("500", "501", "502", "503", "504")
                        .contains(record.record().dataset()))
                .allSatisfy(record ->
                        assertThat(record.record().fields().toString()).doesNotContain("样例建设"));
    }

    @Test
    void theSameTradeGivesTheSameRecordsWhenReadAgain() {
        String code = SampleTender.published(port, clock.instant());
        Awaitility.await("the notice's records")
                .atMost(Duration.ofSeconds(20))
                .until(() -> outgoing.ofTrade(code).size() == 6);
        List<DataRecord> before = outgoing.ofTrade(code).stream()
                .map(OutgoingRecords.Outgoing::record)
                .toList();

        readers.rebuild("exchange");

        assertThat(outgoing.ofTrade(code).stream().map(OutgoingRecords.Outgoing::record))
                .isEqualTo(before);
    }

    @Test
    void anOddFactIsSetAsideAndTheReaderGoesOn() {
        String odd = "A02-12990100MB0A0000X8-20260101-" + (System.nanoTime() % 900_000 + 100_000) + "-0";
        Actor actor = Actor.SYSTEM;
        Map<String, Object> codes = Map.of("section", "E9901000001000001001001");
        transaction.executeWithoutResult(status -> {
            facts.record(NewFact.open("trade:" + odd, "trade.registered", actor, Map.of("codes", codes)));
            facts.record(NewFact.open(
                    "trade:" + odd,
                    "notice.published",
                    actor,
                    Map.of("terms", Map.of("bidDeadline", "明年春天"), "text", List.of("不是对象"))));
        });
        String code = SampleTender.published(port, clock.instant());

        Awaitility.await("the next trade's records")
                .atMost(Duration.ofSeconds(20))
                .until(() -> outgoing.ofTrade(code).size() == 6);
        assertThat(store.setAside(0, 100)).anySatisfy(one -> {
            assertThat(one.trade()).isEqualTo(odd);
            assertThat(one.kind()).isEqualTo("notice.published");
            assertThat(one.reason()).contains("明年春天");
        });
    }

    @Test
    void theMappingIsPublishedWithWhatIsNotMappedAndWhy() {
        var answer = Desk.stranger(port).get("/api/exchange/mapping");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("unmapped"))
                .isNotEmpty()
                .allSatisfy(one -> assertThat(one.path("reason").asString()).isNotBlank());
        var named = new java.util.TreeSet<String>();
        answer.body()
                .path("unmapped")
                .forEach(one -> named.add(one.path("dataset").asString()));
        answer.body()
                .path("mapped")
                .forEach(one -> named.add(one.path("dataset").asString()));
        assertThat(named)
                .as("every dataset of the families that a construction trade touches")
                .containsAll(specifications.national().datasets().values().stream()
                        .filter(dataset -> FAMILIES.contains(dataset.family()))
                        .map(Dataset::number)
                        .toList());
    }
}
