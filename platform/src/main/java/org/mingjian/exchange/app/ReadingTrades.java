package org.mingjian.exchange.app;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mingjian.exchange.domain.Mapping;
import org.mingjian.exchange.domain.Wire;
import org.mingjian.exchange.store.MappingFiles;
import org.mingjian.exchange.store.OutboundStore;
import org.mingjian.exchange.store.OutgoingStore;
import org.mingjian.facts.Fact;
import org.mingjian.facts.FactReader;
import org.mingjian.facts.Secrecy;
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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Builds the records of each trade as its facts come in. Only a public fact makes a record, so nothing goes out before
 * the public may know it; each is checked when it is built, and one that fails is held.
 */
@Component
class ReadingTrades implements FactReader {

    private static final Logger LOG = LoggerFactory.getLogger(ReadingTrades.class);
    private static final String STREAM = "trade:";
    private static final String ATTACHMENTS = "518";
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuuMMdd").withZone(ZoneId.of("Asia/Shanghai"));
    /** Under which name the newest fact of a kind stands in a trade's context. */
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("trade.registered", "registered"),
            Map.entry("notice.published", "notice"),
            Map.entry("clarification.issued", "clarification"),
            Map.entry("deadline.moved", "moved"),
            Map.entry("bids.closed", "closed"),
            Map.entry("opening.recorded", "opened"),
            Map.entry("evaluation.reported", "reported"),
            Map.entry("publicity.started", "publicity"),
            Map.entry("result.published", "result"),
            Map.entry("contract.signed", "contract"),
            Map.entry("tender.failed", "failed"),
            Map.entry("trade.terminated", "terminated"));

    private final OutgoingStore store;
    private final Mapping mapping;
    private final Specification specification;
    private final Checks checks;
    private final Sender sender;
    private final Queueing queueing;

    ReadingTrades(OutgoingStore store, Specifications specifications, Sender sender, Queueing queueing) {
        this.store = store;
        this.specification = specifications.national();
        this.mapping = MappingFiles.read(specification);
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
            if (fact.stream().startsWith(STREAM) && NAMES.containsKey(fact.kind())) {
                take(fact, fact.stream().substring(STREAM.length()));
            }
        }
    }

    /**
     * A reader must not stand still at one odd fact: what cannot be made of it is set aside with the reason, and the
     * next is read.
     */
    private void take(Fact fact, String code) {
        List<Mapping.Built> all;
        try {
            all = built(fact, code);
        } catch (IllegalArgumentException | ClassCastException | JacksonException odd) {
            LOG.warn("fact {} ({}) of {} makes no records: {}", fact.position(), fact.kind(), code, odd.toString());
            store.setAside(fact.position(), code, fact.kind(), String.valueOf(odd.getMessage()), fact.at());
            return;
        }
        all.forEach(built -> keep(built, fact, code));
    }

    private List<Mapping.Built> built(Fact fact, String code) {
        ObjectNode context = context(code);
        remember(fact, context);
        store.keep(code, context.toString());
        boolean coded = context.path("registered").path("codes").path("section").isString();
        if (fact.secrecy() != Secrecy.PUBLIC || !coded) {
            return List.of();
        }
        ObjectNode whole = context.deepCopy();
        whole.set("platform", JSON.valueToTree(sender.platform(code)));
        ObjectNode trade = whole.putObject("trade").put("code", code);
        JsonNode registered = context.path("registered");
        registered.path("codes").properties().forEach(part -> trade.set(part.getKey(), part.getValue()));
        parties(registered.path("parties"), whole);
        whole.set("fact", told(fact));
        return mapping.build(fact.kind(), whole);
    }

    /** The tenderer and the agency as the registration says them; without an agency the tenderer acts for itself. */
    private static void parties(JsonNode said, ObjectNode whole) {
        whole.putObject("tenderer")
                .put("name", said.path("tenderer").asString(""))
                .put("code", said.path("tendererCode").asString(""));
        String agency = said.path("agency").asString("");
        ObjectNode node = whole.putObject("agency").put("form", agency.isEmpty() ? "1" : "2");
        if (!agency.isEmpty()) {
            node.put("name", agency)
                    .put("code", said.path("agencyCode").asString(""))
                    .put("type", "2")
                    .put("role", "02");
        }
    }

    private ObjectNode context(String code) {
        Optional<String> known = store.context(code);
        return known.isPresent() ? (ObjectNode) JSON.readTree(known.get()) : JSON.createObjectNode();
    }

    /** Of a secret fact only that it happened is kept. */
    private static void remember(Fact fact, ObjectNode context) {
        ObjectNode kept = told(fact);
        if (fact.secrecy() != Secrecy.PUBLIC) {
            kept = JSON.createObjectNode().put("_at", fact.at().toString());
        }
        context.set(NAMES.get(fact.kind()), kept);
        if (kept.path("terms").isObject()) {
            context.set("terms", kept.path("terms"));
        } else if (fact.kind().equals("deadline.moved") && context.path("terms") instanceof ObjectNode terms) {
            terms.set("bidDeadline", kept.path("to"));
        }
    }

    private static ObjectNode told(Fact fact) {
        ObjectNode told = fact.body() instanceof ObjectNode body ? body.deepCopy() : JSON.createObjectNode();
        told.put("_at", fact.at().toString());
        told.put("_by", fact.actor().name());
        told.put("_kind", fact.kind());
        told.set("_files", JSON.valueToTree(fact.files()));
        told.put("_fileCount", fact.files().size());
        return told;
    }

    /** 操作合并: changed since it was last sent → 2; never sent → 1; the same → nothing. */
    private void keep(Mapping.Built built, Fact fact, String code) {
        String day = DAY.format(fact.at());
        String key = store.key(sender.system(), built.dataset(), built.identity(), day);
        Optional<OutgoingStore.Last> last = store.last(key);
        boolean sent = last.filter(OutgoingStore.Last::ready).isPresent();
        if (last.filter(before -> same(before.fields(), built.fields())).isPresent()) {
            return;
        }
        DataRecord record = new DataRecord(
                built.dataset(),
                specification.dataset(built.dataset()).orElseThrow().table(),
                key,
                sent ? DataRecord.UPDATE : DataRecord.INSERT,
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
