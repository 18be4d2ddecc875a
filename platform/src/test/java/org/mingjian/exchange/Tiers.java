package org.mingjian.exchange;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.mingjian.exchange.domain.Lane;
import org.mingjian.spec.DataRecord;
import org.mingjian.spec.SampleRecords;
import org.mingjian.spec.Specification;
import org.mingjian.spec.Specifications;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A city, a province and the nation. The city reaches the province over TLS 1.3 with certificates on both sides, as
 * {@code docs/exchange.md} says; between province and nation is a line that can do everything wrong.
 */
final class Tiers implements AutoCloseable {

    final long seed = System.nanoTime();
    final Nodes.Node nation;
    final Nodes.Node province;
    final Nodes.Node city;
    final FaultyLine line;
    final Certificates certificates;
    private final Nodes nodes;

    Tiers(Path folder) {
        nodes = new Nodes(folder);
        certificates = Certificates.in(folder.resolve("certificates"));
        nation = nodes.start("nation", "E9900000001");
        province = nodes.start("province", "E9900000002", upper());
        line = new FaultyLine(nation.url(), seed, 0);
        Nodes.admitLower(province, nation);
        Nodes.admitUpper(province.port(), nation, line.url());
        city = nodes.start("city", "E9901000003", lower());
        Nodes.join(city, province);
    }

    /** The settings of an upper node in {@code docs/exchange.md}. */
    private String[] upper() {
        return new String[] {
            "--mingjian.exchange.patience=5s",
            "--server.ssl.bundle=door",
            "--server.ssl.client-auth=want",
            "--spring.ssl.bundle.pem.door.options.enabled-protocols=TLSv1.3",
            "--spring.ssl.bundle.pem.door.keystore.certificate=file:" + certificates.path("province.crt"),
            "--spring.ssl.bundle.pem.door.keystore.private-key=file:" + certificates.path("province.key"),
            "--spring.ssl.bundle.pem.door.truststore.certificate=file:" + certificates.path("ca.crt"),
            "--mingjian.exchange.certificate-required=true"
        };
    }

    private String[] lower() {
        return new String[] {
            "--spring.ssl.bundle.pem.exchange.keystore.certificate=file:" + certificates.path("city.crt"),
            "--spring.ssl.bundle.pem.exchange.keystore.private-key=file:" + certificates.path("city.key"),
            "--spring.ssl.bundle.pem.exchange.truststore.certificate=file:" + certificates.path("ca.crt")
        };
    }

    @Override
    public void close() {
        line.close();
        nodes.close();
    }

    void awaitState(String state, List<DataRecord> records) {
        awaitState(province, state, records);
    }

    /** Until the newest that a node queued of each of these has come so far. */
    static void awaitState(Nodes.Node node, String state, List<DataRecord> records) {
        Awaitility.await(state)
                .atMost(Duration.ofSeconds(25))
                .until(() -> node.bean(JdbcClient.class)
                                .sql("select count(*) from exchange.sent_key s join exchange.outbound o"
                                        + " on o.lane = s.lane and o.number = s.number"
                                        + " where s.key in (:keys) and o.state = :state")
                                .param("keys", keys(records))
                                .param("state", state)
                                .query(Integer.class)
                                .single()
                        == records.size());
    }

    DataRecord project(int serial, String name) {
        Specification national = province.bean(Specifications.class).national();
        DataRecord sample =
                new SampleRecords(national).of(national.dataset("500").orElseThrow(), serial);
        Map<String, String> fields = new LinkedHashMap<>(sample.fields());
        fields.put("PROJECT_CODE", "E1401000001" + String.format("%06d", serial));
        fields.put("PROJECT_NAME", name);
        return with(sample, fields);
    }

    List<DataRecord> projects(int first, int count, Lane lane) {
        return IntStream.range(first, first + count)
                .mapToObj(serial -> on(lane, project(serial, lane.title() + "工程" + serial)))
                .toList();
    }

    static DataRecord on(Lane lane, DataRecord record) {
        return new DataRecord(
                record.dataset(),
                "",
                record.key(),
                record.op(),
                lane.channel(),
                record.sender(),
                record.fields(),
                Map.of());
    }

    static DataRecord changed(DataRecord record, String name) {
        Map<String, String> fields = new LinkedHashMap<>(record.fields());
        fields.put("PROJECT_NAME", name);
        return with(record, fields);
    }

    static DataRecord with(DataRecord record, Map<String, String> fields) {
        return new DataRecord(record.dataset(), "", record.key(), 1, 2, record.sender(), fields, Map.of());
    }

    static DataRecord deleted(DataRecord record) {
        return new DataRecord(record.dataset(), "", record.key(), 3, 2, record.sender(), Map.of(), Map.of());
    }

    static List<String> keys(List<DataRecord> records) {
        return records.stream().map(DataRecord::key).toList();
    }

    static long count(Nodes.Node node, String question) {
        return node.bean(JdbcClient.class).sql(question).query(Long.class).single();
    }

    static String text(Nodes.Node node, String question) {
        return node.bean(JdbcClient.class).sql(question).query(String.class).single();
    }
}
