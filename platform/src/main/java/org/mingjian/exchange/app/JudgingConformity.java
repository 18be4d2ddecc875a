package org.mingjian.exchange.app;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.mingjian.exchange.domain.Conformity;
import org.mingjian.exchange.domain.Conformity.Point;
import org.mingjian.exchange.domain.Rehearsal;
import org.mingjian.exchange.store.ConnectionStore;
import org.mingjian.exchange.store.ConnectionStore.Connection;
import org.mingjian.exchange.store.ConnectionStore.Report;
import org.mingjian.facts.Facts;
import org.mingjian.facts.NewFact;
import org.mingjian.identity.Caller;
import org.mingjian.kernel.CanonicalJson;
import org.mingjian.kernel.crypto.Sm2;
import org.mingjian.kernel.crypto.Sm3;
import org.mingjian.spec.CheckRule;
import org.mingjian.spec.Checks;
import org.mingjian.spec.Specification;
import org.mingjian.spec.Specifications;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** 符合性: what of a rehearsal was seen and what is missing, and the signed report of it. */
@Service
public class JudgingConformity {

    private static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");

    private final ConnectionStore store;
    private final Specification version;
    private final Checks checks;
    private final Map<String, String> titles;
    private final Node node;
    private final Facts facts;
    private final InstantSource clock;

    JudgingConformity(
            ConnectionStore store, Specifications specifications, Node node, Facts facts, InstantSource clock) {
        this.store = store;
        this.version = specifications.national();
        this.checks = specifications.checksOf(version);
        this.titles = specifications.checks().stream().collect(Collectors.toMap(CheckRule::id, CheckRule::title));
        this.node = node;
        this.facts = facts;
        this.clock = clock;
    }

    /** The name of a dataset. */
    public String nameOf(String dataset) {
        return version.dataset(dataset).map(found -> found.name()).orElse("");
    }

    /** What a rule is called. */
    String titleOf(String rule) {
        return titles.getOrDefault(rule, rule);
    }

    /** The records of a connection's run: declared datasets, and those above them that they hang on. */
    public Rehearsal rehearsal(Connection connection) {
        LocalDate day = LocalDate.ofInstant(connection.run().at(), BEIJING);
        return new Rehearsal(
                version,
                checks,
                new Rehearsal.Owner(connection.system(), connection.run().number(), day));
    }

    Specification version() {
        return version;
    }

    public List<Point> points(Connection connection) {
        Rehearsal rehearsal = rehearsal(connection);
        List<Conformity.Declared> declared = connection.datasets().stream()
                .map(number -> version.dataset(number).orElseThrow())
                .map(dataset -> {
                    Map<String, String> kinds = new LinkedHashMap<>();
                    rehearsal.of(dataset).kinds().forEach(kind -> kinds.put(kind.rule(), titleOf(kind.rule())));
                    return new Conformity.Declared(dataset.number(), dataset.name(), kinds);
                })
                .toList();
        return Conformity.judge(
                declared,
                store.arrivals(connection.system(), connection.run().from()),
                store.notes(connection.system(), connection.run().number()));
    }

    /** As it is signed. */
    record Paper(
            String node,
            String nodeName,
            String system,
            String systemName,
            String organisation,
            String specification,
            int run,
            String from,
            String at,
            boolean passed,
            int good,
            int total,
            List<Point> points) {}

    @Transactional
    public Report report(Connection known, Caller caller) {
        Connection connection = store.lock(known.system()).orElseThrow();
        List<Point> points = points(connection);
        long good = points.stream().filter(Point::passed).count();
        boolean passed = good == points.size();
        var now = clock.instant();
        Paper paper = new Paper(
                node.code(),
                node.name(),
                connection.system(),
                connection.systemName(),
                connection.applicant().name(),
                version.version(),
                connection.run().number(),
                connection.run().at().toString(),
                now.toString(),
                passed,
                (int) good,
                points.size(),
                points);
        byte[] bytes = CanonicalJson.bytes(JsonMapper.shared().valueToTree(paper));
        String digest = Sm3.hex(Sm3.digest(bytes));
        String signature =
                Base64.getEncoder().encodeToString(Sm2.sign(node.keys().privateKey(), bytes));
        int number = (int) store.reports(connection.system()).stream()
                        .filter(one -> one.run() == connection.run().number())
                        .count()
                + 1;
        Report report = new Report(
                connection.run().number(),
                number,
                passed,
                new String(bytes, StandardCharsets.UTF_8),
                digest,
                signature,
                now,
                caller.name());
        store.add(connection.system(), report);
        facts.record(NewFact.open(
                "exchange:" + connection.system(),
                "exchange.conformityReported",
                caller.actor(),
                Map.of(
                        "system",
                        connection.system(),
                        "run",
                        String.valueOf(report.run()),
                        "passed",
                        String.valueOf(passed),
                        "good",
                        good + "/" + points.size(),
                        "sm3",
                        digest)));
        return report;
    }

    public List<Report> reports(String system) {
        return store.reports(system);
    }

    Optional<Report> newest(String system) {
        return store.reports(system).stream().findFirst();
    }
}
