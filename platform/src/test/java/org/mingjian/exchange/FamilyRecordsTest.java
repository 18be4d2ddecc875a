package org.mingjian.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.mingjian.exchange.store.OutgoingStore;
import org.mingjian.facts.Actor;
import org.mingjian.facts.Facts;
import org.mingjian.facts.NewFact;
import org.mingjian.facts.Secrecy;
import org.mingjian.ops.PlatformTest;
import org.mingjian.spec.DataRecord;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** Records of credit, subjects and experts as their facts come in. */
@PlatformTest
class FamilyRecordsTest {

    @Autowired
    OutgoingRecords outgoing;

    @Autowired
    OutgoingStore store;

    @Autowired
    Facts facts;

    @Autowired
    TransactionTemplate transaction;

    private void record(NewFact fact) {
        transaction.executeWithoutResult(status -> facts.record(fact));
    }

    private static Map<String, Object> social(UUID id) {
        return Map.of(
                "id", id,
                "name", "归集样例有限公司",
                "creditCode", "91990100MA0A00001A",
                "subject", "BIDDER",
                "category", "SOCIAL",
                "decision", "信字" + id,
                "authority", "市信用办",
                "decidedOn", "2026-02-01",
                "basis", "归集目录",
                "matter", "欠税公告");
    }

    private List<DataRecord> sent(long after, UUID id) {
        return outgoing.after(after, 1000).stream()
                .map(OutgoingRecords.Outgoing::record)
                .filter(record -> record.dataset().equals("306"))
                .filter(record -> record.op() == DataRecord.DELETE
                        || record.fields().getOrDefault("DATA", "").contains(id.toString()))
                .toList();
    }

    @Test
    void aCreditRecordIsReportedWhenItIsPublishedAndTakenAwayWhenItIsRepaired() {
        UUID id = UUID.randomUUID();
        String stream = "credit:" + id;
        long before = outgoing.head();
        Map<String, Object> collected = new java.util.HashMap<>(social(id));
        collected.put("endsOn", "2029-02-01");
        record(NewFact.secret(stream, "credit.collected", Actor.SYSTEM, collected, Secrecy.PARTIES));
        Map<String, Object> published = Map.of("category", "SOCIAL", "creditCode", "91990100MA0A00001A");
        record(NewFact.open(stream, "credit.published", Actor.SYSTEM, published));
        record(NewFact.open(stream, "credit.repaired", Actor.SYSTEM, Map.of("answer", "已缴清")));

        Awaitility.await("insert, then delete").atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(
                        sent(before, id))
                .extracting(DataRecord::op)
                .containsExactly(DataRecord.INSERT, DataRecord.DELETE));
        assertThat(sent(before, id))
                .extracting(DataRecord::key)
                .containsOnly(sent(before, id).getFirst().key());
    }

    @Test
    void whatOnlyTheGovernmentMayKnowOfAnExpertIsKeptWithoutTheName() {
        UUID id = UUID.randomUUID();
        String stream = "expert:" + id;
        Map<String, Object> expert = Map.of(
                "name",
                "保密专家姓名",
                "employer",
                "设计院" + id,
                "regionCode",
                "990100",
                "specialties",
                List.of("A08"),
                "years",
                9);
        record(NewFact.secret(stream, "expert.registered", Actor.SYSTEM, expert, Secrecy.SEALED));

        Awaitility.await("the expert's record").atMost(Duration.ofSeconds(20)).until(() -> held(id).isPresent());
        OutgoingRecords.Held held = held(id).orElseThrow();

        assertThat(held.gaps()).containsOnlyKeys("EDUCATION", "PROFESSIONAL", "ONWORK", "INDUSTRY");
        assertThat(held.problems()).isEmpty();
        assertThat(held.record().withheld()).containsKey("EXPERT_NAME");
        assertThat(store.context(stream).orElseThrow() + held).doesNotContain("保密专家姓名");
    }

    private java.util.Optional<OutgoingRecords.Held> held(UUID id) {
        return outgoing.held(0, 200).stream()
                .filter(one -> ("设计院" + id).equals(one.record().fields().get("COMPANY")))
                .findFirst();
    }
}
