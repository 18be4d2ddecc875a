package org.mingjian.exchange.app;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mingjian.exchange.domain.Lane;
import org.mingjian.exchange.domain.Wire;
import org.mingjian.exchange.store.FileStore;
import org.mingjian.exchange.store.InboundStore;
import org.mingjian.exchange.store.LedgerPage;
import org.mingjian.exchange.store.OutboundStore;
import org.mingjian.exchange.store.PeerStore;
import org.mingjian.exchange.store.StandingStore;
import org.mingjian.spec.Checked;
import org.mingjian.spec.Checks;
import org.mingjian.spec.CrossChecks;
import org.mingjian.spec.DataRecord;
import org.mingjian.spec.Problem;
import org.mingjian.spec.Specifications;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Judges what came from below, in the order of its numbers: header, fields and record, then beside the ledger. What is
 * accepted goes into the ledger and, at a node with an upper one, into the line to it: one transaction.
 */
@Service
class CheckingArrivals {

    /** A live record waits for one batch of the past at most: both are judged beside the same ledger. */
    private static final int BATCH = 500;

    private static final int LIVE_BATCH = 100;
    private static final String CHECKED = "CHECKED";
    private static final String ACCEPTED = "ACCEPTED";

    private final InboundStore inbound;
    private final StandingStore standing;
    private final PeerStore peers;
    private final FileStore files;
    private final Checks checks;
    private final CrossChecks crossChecks;
    private final Queueing queueing;
    private final Node node;
    private final InstantSource clock;
    private final ExchangeBell bell;

    CheckingArrivals(
            Ledgers ledgers,
            FileStore files,
            Specifications specifications,
            Queueing queueing,
            Node node,
            InstantSource clock,
            ExchangeBell bell) {
        this.inbound = ledgers.inbound();
        this.standing = ledgers.standing();
        this.peers = ledgers.peers();
        this.files = files;
        this.checks = specifications.checksOf(specifications.national());
        this.crossChecks = specifications.crossChecks();
        this.queueing = queueing;
        this.node = node;
        this.clock = clock;
        this.bell = bell;
    }

    List<InboundStore.Busy> busy() {
        return inbound.busy();
    }

    /** A record by itself; nothing of the ledger has been asked. */
    private record Alone(InboundStore.Waiting arrived, List<Problem> problems, List<Problem> warnings) {}

    /** What a batch comes to, written at its end. */
    private record Outcome(
            Stamps stamps,
            List<InboundStore.Decision> refused,
            List<Wire.Found> found,
            List<OutboundStore.New> accepted) {}

    /** Judges the next records of a lane; how many there were. */
    @Transactional
    public int check(InboundStore.Busy lane) {
        long checked = inbound.lockJudged(lane);
        int most = lane.lane() == Lane.LIVE ? LIVE_BATCH : BATCH;
        List<InboundStore.Waiting> batch = inbound.waiting(lane.peer(), lane.lane(), checked, most);
        if (batch.isEmpty()) {
            return 0;
        }
        Optional<PeerStore.Peer> peer = peers.find(lane.peer());
        List<Alone> alone =
                batch.stream().map(one -> alone(lane.lane(), peer, one)).toList();
        standing.lock(lane.lane().book());
        LedgerPage page = standing.page(lane.lane().book());
        for (Alone one : alone) {
            if (one.problems().isEmpty()) {
                DataRecord record = one.arrived().record();
                page.want(crossChecks.standing(record), crossChecks.references(record));
            }
        }
        page.fetch();
        Instant now = clock.instant();
        Outcome outcome =
                new Outcome(stamps(lane, peer, alone), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        alone.forEach(one -> judge(lane, one, page, now, outcome));
        page.write();
        inbound.judged(lane, batch.getLast().number(), outcome.refused(), now);
        inbound.tell(lane.peer(), lane.lane(), outcome.found(), now);
        queueing.offer(lane.lane(), outcome.accepted(), true);
        bell.ringAfterCommit();
        return batch.size();
    }

    private Stamps stamps(InboundStore.Busy lane, Optional<PeerStore.Peer> peer, List<Alone> alone) {
        if (peer.filter(one -> one.kind() == PeerStore.Kind.SYSTEM).isEmpty()) {
            return Stamps.numbered();
        }
        List<OutboundStore.Key> keys = alone.stream()
                .map(one -> OutboundStore.Key.of(one.arrived().record()))
                .distinct()
                .toList();
        return Stamps.of(standing.records(lane.lane().book(), lane.peer(), keys));
    }

    private Alone alone(Lane lane, Optional<PeerStore.Peer> peer, InboundStore.Waiting one) {
        List<Problem> problems = onTheWay(lane, peer, one);
        Checked found = checks.check(one.record());
        problems.addAll(found.problems());
        return new Alone(one, problems, found.warnings());
    }

    private void judge(InboundStore.Busy lane, Alone alone, LedgerPage page, Instant now, Outcome outcome) {
        InboundStore.Waiting one = alone.arrived();
        DataRecord record = one.record();
        Checked found = new Checked(alone.problems(), alone.warnings());
        boolean beside = found.ok();
        if (beside) {
            found = found.and(crossChecks.check(record, page));
            List<Problem> older = outcome.stamps().older(record).stream().toList();
            found = found.and(new Checked(older, List.of()));
        }
        outcome.found()
                .add(new Wire.Found(
                        0,
                        one.number(),
                        record.dataset(),
                        record.key(),
                        beside ? ACCEPTED : CHECKED,
                        found.ok(),
                        node.code(),
                        now,
                        found.problems(),
                        found.warnings()));
        if (found.ok()) {
            outcome.stamps().stands(record);
            page.keep(
                    new LedgerPage.From(lane.peer(), lane.lane(), one.number()),
                    crossChecks.standing(record),
                    one.content(),
                    InboundStore.day(record));
            outcome.accepted()
                    .add(new OutboundStore.New(record, one.files(), lane.peer(), one.number(), "", 0, one.due()));
        } else {
            outcome.refused().add(new InboundStore.Decision(one.number(), found.problems()));
        }
    }

    /** What the way itself can get wrong: the channel, whose record it is, files that are not here. */
    private List<Problem> onTheWay(Lane lane, Optional<PeerStore.Peer> peer, InboundStore.Waiting one) {
        List<Problem> problems = new ArrayList<>();
        DataRecord record = one.record();
        if (record.channel() != lane.channel()) {
            problems.add(new Problem(
                    "channel",
                    "exchange.channel",
                    "记录标的是第" + record.channel() + "通道，却从第" + lane.channel() + "通道（" + lane.title() + "）送来"));
        }
        List<String> systems = peer.map(PeerStore.Peer::systems).orElse(List.of());
        if (!systems.isEmpty() && !systems.contains(record.sender())) {
            problems.add(
                    new Problem("sender", "exchange.system", "系统编号“" + record.sender() + "”没有登记给这个节点，可用：" + systems));
        }
        for (Wire.File file : one.files()) {
            if (!files.has(file.sm3())) {
                problems.add(new Problem("files", "exchange.file", "附件“" + file.name() + "”没有收到，或内容与摘要不符"));
            }
        }
        return problems;
    }
}
