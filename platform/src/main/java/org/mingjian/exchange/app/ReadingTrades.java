package org.mingjian.exchange.app;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mingjian.exchange.domain.Mapping;
import org.mingjian.exchange.domain.Wire;
import org.mingjian.exchange.store.OutboundStore;
import org.mingjian.exchange.store.OutgoingStore;
import org.mingjian.facts.Fact;
import org.mingjian.facts.FactReader;
import org.mingjian.spec.Checked;
import org.mingjian.spec.Checks;
import org.mingjian.spec.DataRecord;
import org.mingjian.spec.Problem;
import org.mingjian.spec.Specification;
import org.mingjian.spec.Specifications;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

/**
 * Builds records as facts come in: of trades, and of subjects, credit and experts. A record comes from public facts
 * unless its line says otherwise, so nothing goes out before the public may know it; each is checked when it is built,
 * and one that fails is held.
 */
@Component
class ReadingTrades implements FactReader {

    private static final Logger LOG = LoggerFactory.getLogger(ReadingTrades.class);
    private static final String ATTACHMENTS = "518";
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuuMMdd").withZone(ZoneId.of("Asia/Shanghai"));

    private final OutgoingStore store;
    private final Contexts contexts;
    private final Mapping mapping;
    private final Specification specification;
    private final Checks checks;
    private final Sender sender;
    private final Queueing queueing;

    ReadingTrades(
            OutgoingStore store,
            Contexts contexts,
            Mappings mappings,
            Specifications specifications,
            Sender sender,
            Queueing queueing) {
        this.store = store;
        this.contexts = contexts;
        this.specification = specifications.national();
        this.mapping = mappings.mapping();
        this.checks = specifications.checksOf(specification);
        this.sender = sender;
        this.queueing = queueing;
    }

    @Override
    public String name() {
        return "exchange";
    }

    @Override
    public void reset() {
        store.reset();
    }

    @Override
    public void read(List<Fact> facts) {
        for (Fact fact : facts) {
            mapping.of(fact.stream())
                    .filter(family -> family.wants(fact.kind()))
                    .ifPresent(family -> take(fact, family));
        }
    }

    /**
     * A reader must not stand still at one odd fact: what cannot be made of it is set aside with the reason, and the
     * next is read.
     */
    private void take(Fact fact, Mapping.Family family) {
        List<Mapping.Built> all;
        try {
            all = contexts.with(fact, family)
                    .map(context -> family.build(fact.kind(), fact.secrecy(), context))
                    .orElse(List.of());
        } catch (IllegalArgumentException | ClassCastException | JacksonException odd) {
            LOG.warn(
                    "fact {} ({}) of {} makes no records: {}",
                    fact.position(),
                    fact.kind(),
                    fact.stream(),
                    odd.toString());
            String trade = Contexts.trade(fact);
            String about = trade.isEmpty() ? fact.stream() : trade;
            store.setAside(fact.position(), about, fact.kind(), String.valueOf(odd.getMessage()), fact.at());
            return;
        }
        all.forEach(built -> keep(built, fact, Contexts.trade(fact)));
    }

    /** 操作合并: changed since it was last sent → 2; never sent → 1; taken away → 3; the same → nothing. */
    private void keep(Mapping.Built built, Fact fact, String code) {
        String day = DAY.format(fact.at());
        String key = store.key(sender.system(), built.dataset(), built.identity(), day);
        Optional<OutgoingStore.Last> last = store.last(key);
        boolean stands = last.filter(OutgoingStore.Last::ready)
                .filter(before -> before.op() != DataRecord.DELETE)
                .isPresent();
        if (built.gone() && !stands) {
            store.drop(key);
            return;
        }
        if (!built.gone()
                && last.filter(before -> before.op() != DataRecord.DELETE && same(before.fields(), built.fields()))
                        .isPresent()) {
            return;
        }
        DataRecord record = new DataRecord(
                built.dataset(),
                specification.dataset(built.dataset()).orElseThrow().table(),
                key,
                built.gone() ? DataRecord.DELETE : stands ? DataRecord.UPDATE : DataRecord.INSERT,
                sender.channel(),
                sender.system(),
                built.fields(),
                built.withheld());
        Checked checked = checks.check(record);
        boolean ready = checked.ok() && built.gaps().isEmpty();
        store.add(new OutgoingStore.Row(
                record, code, built.gaps(), unexplained(checked, built.gaps()), ready, fact.position(), fact.at()));
        if (ready) {
            queueing.offer(
                    sender.lane(fact.at()),
                    new OutboundStore.New(record, files(built, fact), "", 0, code, fact.position(), fact.at()),
                    false);
        }
    }

    /** A field that a gap explains is not told twice. */
    private static List<Problem> unexplained(Checked checked, Map<String, String> gaps) {
        return checked.problems().stream()
                .filter(problem -> !gaps.containsKey(problem.field()))
                .toList();
    }

    /** The file that a record of the attachments is about; it travels before its record. */
    private static List<Wire.File> files(Mapping.Built built, Fact fact) {
        return fact.files().stream()
                .filter(file ->
                        built.dataset().equals(ATTACHMENTS) && built.identity().endsWith(file.sm3()))
                .map(file -> new Wire.File(file.sm3(), file.size(), file.name()))
                .toList();
    }

    /** The time stamp alone is no change. */
    private static boolean same(Map<String, String> one, Map<String, String> two) {
        Map<String, String> first = new LinkedHashMap<>(one);
        Map<String, String> second = new LinkedHashMap<>(two);
        first.remove("DATA_TIMESTAMP");
        second.remove("DATA_TIMESTAMP");
        return first.equals(second);
    }
}
