package org.mingjian.identity.app;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.mingjian.identity.AdministratorTasks;
import org.mingjian.identity.Caller;
import org.mingjian.identity.Permission;
import org.mingjian.identity.domain.Change;
import org.mingjian.identity.domain.Proposal;
import org.mingjian.identity.store.CertificateStore;
import org.mingjian.identity.store.ProposalStore;
import org.mingjian.pki.TrustedCertificates;
import org.mingjian.pki.TrustedCertificates.Authority;
import org.mingjian.pki.TrustedCertificates.Standing;
import org.springframework.stereotype.Service;

/** The trust list and the proposals as those see them who must do something about them. */
@Service
public class ReadingTrust implements AdministratorTasks {

    private static final int MOST = 50;
    private static final Duration AUTHORITY_SOON = Duration.ofDays(90);
    private static final String THREE = "《公共资源交易平台系统运行管理办法》§22";
    private static final String CERTIFICATES = "电子签名法 §16、§17";

    private final TrustedCertificates trusted;
    private final ProposalStore proposals;
    private final CertificateStore certificates;
    private final ReadingRights reading;
    private final InstantSource clock;

    ReadingTrust(
            TrustedCertificates trusted,
            ProposalStore proposals,
            CertificateStore certificates,
            ReadingRights reading,
            InstantSource clock) {
        this.trusted = trusted;
        this.proposals = proposals;
        this.certificates = certificates;
        this.reading = reading;
        this.clock = clock;
    }

    /** The proposal that waits, by the short name of the authority it is about. */
    public Map<String, UUID> waiting() {
        Map<String, UUID> waiting = new HashMap<>();
        for (Proposal proposal : proposals.waitingTrust()) {
            if (proposal.change() instanceof Change.ChangeTrust trust) {
                waiting.put(trust.authority(), proposal.id());
            }
        }
        return waiting;
    }

    public ReadingRights.Found<CertificateStore.Ending> ending(int days, int page, int size) {
        Instant before = clock.instant().plus(Duration.ofDays(days));
        return new ReadingRights.Found<>(
                certificates.ending(before, size, (long) page * size), certificates.countEnding(before));
    }

    @Override
    public List<Task> of(Caller caller) {
        List<Task> tasks = new ArrayList<>();
        if (caller.may(Permission.GRANT_KEEP)) {
            proposals.list(true, MOST, 0).stream()
                    .filter(proposal -> !proposal.wantedBy().equals(caller.account()))
                    .map(reading::view)
                    .map(view -> new Task(
                            "proposal:" + view.id(),
                            "确认变更：" + view.kindTitle(),
                            (view.about() == null ? "" : view.about()) + " 由" + view.wantedBy() + "提议，确认后才生效",
                            THREE,
                            null,
                            view.wantedAt(),
                            "/proposals"))
                    .forEach(tasks::add);
        }
        if (caller.may(Permission.TRUST_KEEP)) {
            trusted.standings().forEach(standing -> warn(standing, tasks));
        }
        return tasks;
    }

    private void warn(Standing standing, List<Task> tasks) {
        boolean enabled = trusted.authority(standing.id())
                .filter(Authority::enabled)
                .filter(one -> one.revocation() != TrustedCertificates.Revocation.NONE)
                .isPresent();
        if (!enabled) {
            return;
        }
        Instant now = clock.instant();
        if (standing.notAfter().isBefore(now.plus(AUTHORITY_SOON))) {
            tasks.add(new Task(
                    "authority-ends:" + standing.id(),
                    "更换证书机构的证书",
                    standing.subject() + " 的证书将到期，其签发的证书届时不再被信任",
                    CERTIFICATES,
                    standing.notAfter(),
                    null,
                    "/trust"));
        }
        Instant listTo = standing.listTo();
        if (listTo != null && listTo.isBefore(now)) {
            tasks.add(new Task(
                    "list-over:" + standing.id(),
                    "更新吊销列表",
                    standing.subject() + " 的吊销列表已过期，在取得新表之前不能凭它判断证书有效",
                    CERTIFICATES,
                    listTo,
                    null,
                    "/trust"));
        }
    }
}
