package org.mingjian.exchange.app;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mingjian.exchange.ExchangeError;
import org.mingjian.exchange.store.ConnectionStore;
import org.mingjian.exchange.store.ConnectionStore.Connection;
import org.mingjian.exchange.store.ConnectionStore.Decided;
import org.mingjian.exchange.store.ConnectionStore.Report;
import org.mingjian.exchange.store.ConnectionStore.State;
import org.mingjian.exchange.store.DutyStore;
import org.mingjian.facts.Actor;
import org.mingjian.identity.TwoPersonSetting;
import org.mingjian.kernel.PlatformException;
import org.springframework.stereotype.Component;

/** 准入他方建设的系统: what conforms may send live, when two persons say so. Value {@code system}. */
@Component
public class AdmittingSystems implements TwoPersonSetting {

    public static final String SUBJECT = "exchange.system";

    /** A report says how a system was, so it is not good for ever. */
    private static final Duration FRESH = Duration.ofDays(30);

    private final ConnectionStore store;
    private final JudgingConformity judging;
    private final ConnectingSystems.Told told;
    private final DutyStore duties;

    AdmittingSystems(ConnectionStore store, JudgingConformity judging, ConnectingSystems.Told told, DutyStore duties) {
        this.store = store;
        this.judging = judging;
        this.told = told;
        this.duties = duties;
    }

    @Override
    public String subject() {
        return SUBJECT;
    }

    @Override
    public String title() {
        return "准入对接系统";
    }

    @Override
    public String check(Map<String, String> values) {
        Connection found = found(values);
        Report report = conforming(found);
        return found.systemName() + "（" + found.system() + "，"
                + found.applicant().name() + "）报送" + String.join("、", found.datasets()) + "；符合性报告 " + report.digest();
    }

    private Connection found(Map<String, String> values) {
        String system = values.getOrDefault("system", "");
        return store.lock(system)
                .filter(one -> one.state() == State.TRIAL)
                .orElseThrow(() -> new PlatformException(ExchangeError.CONNECTION_NOT_FOUND, "没有正在联调的系统" + system));
    }

    /** Whether two persons may admit it now: the newest report is of the run that is going on, all good, not old. */
    boolean conforms(Connection found) {
        return newest(found).isPresent();
    }

    private Optional<Report> newest(Connection found) {
        return judging.newest(found.system())
                .filter(report -> report.passed()
                        && report.run() == found.run().number()
                        && report.madeAt().plus(FRESH).isAfter(told.clock().instant()));
    }

    private Report conforming(Connection found) {
        return newest(found).orElseThrow(() -> new PlatformException(ExchangeError.NOT_CONFORMING, found.system()));
    }

    @Override
    public void activate(Map<String, String> values, Actor by) {
        Connection found = found(values);
        Report report = conforming(found);
        Instant now = told.clock().instant();
        Decided decided = new Decided(now, by.name(), "");
        store.keep(ConnectingSystems.with(found, State.ADMITTED, found.run(), decided));
        duties.begin(found.system(), List.of(), now);
        told.record(
                found.system(),
                "exchange.systemAdmitted",
                by,
                Map.of(
                        "system", found.system(),
                        "systemName", found.systemName(),
                        "organisation", found.applicant().name(),
                        "datasets", found.datasets(),
                        "report", report.digest()));
    }
}
