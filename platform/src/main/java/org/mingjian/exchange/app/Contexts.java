package org.mingjian.exchange.app;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;
import org.mingjian.exchange.domain.Mapping;
import org.mingjian.exchange.domain.Mapping.Family;
import org.mingjian.exchange.domain.Mapping.Memory;
import org.mingjian.exchange.store.OutgoingStore;
import org.mingjian.facts.Fact;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What is known of a stream when one of its facts comes in: the newest fact of each kind that its family remembers. */
@Component
class Contexts {

    static final String TRADE = "trade:";
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    /** Under which organisations on the list are kept, beside the streams. */
    private static final String BLACKLIST = "blacklist:";

    private static final JsonMapper JSON = JsonMapper.shared();

    private final OutgoingStore store;
    private final Sender sender;

    Contexts(OutgoingStore store, Sender sender) {
        this.store = store;
        this.sender = sender;
    }

    /** 统一交易标识码 of a trade's stream; empty for others. */
    static String trade(Fact fact) {
        return fact.stream().startsWith(TRADE) ? fact.stream().substring(TRADE.length()) : "";
    }

    /** Takes a fact in; everything that its records may be made of, or nothing when the stream is not so far. */
    Optional<ObjectNode> with(Fact fact, Family family) {
        Memory memory = family.memory();
        String code = trade(fact);
        String key = code.isEmpty() ? fact.stream() : code;
        ObjectNode context = memory.names().isEmpty() ? JSON.createObjectNode() : load(key);
        String name = memory.names().get(fact.kind());
        if (name != null) {
            remember(fact, name, memory, context);
            store.keep(key, context.toString());
        }
        blacklist(fact, context);
        if (!memory.needs().isEmpty() && !Mapping.at(memory.needs(), context).isString()) {
            return Optional.empty();
        }
        ObjectNode whole = context.deepCopy();
        String about = code.isEmpty() ? Mapping.at(memory.trade(), context).asString("") : code;
        whole.set("platform", JSON.valueToTree(sender.platform(about)));
        whole.set("fact", told(fact, memory));
        if (!about.isEmpty()) {
            trade(about, code.isEmpty() ? load(about) : context, whole);
        }
        standing(fact, whole);
        return Optional.of(whole);
    }

    private static void trade(String code, JsonNode known, ObjectNode whole) {
        JsonNode registered = known.path("registered");
        if (registered.isMissingNode()) {
            return;
        }
        whole.set("registered", registered);
        ObjectNode trade = whole.putObject("trade").put("code", code);
        registered.path("codes").properties().forEach(part -> trade.set(part.getKey(), part.getValue()));
        parties(registered.path("parties"), whole);
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

    private ObjectNode load(String key) {
        Optional<String> known = store.context(key);
        return known.isPresent() ? (ObjectNode) JSON.readTree(known.get()) : JSON.createObjectNode();
    }

    /** Of a fact more secret than the family may keep, only that it happened. */
    private static void remember(Fact fact, String name, Memory memory, ObjectNode context) {
        ObjectNode kept = told(fact, memory);
        if (!memory.kept().contains(fact.secrecy())) {
            kept = JSON.createObjectNode().put("_at", fact.at().toString());
        }
        context.set(name, kept);
        if (kept.path("terms").isObject()) {
            context.set("terms", kept.path("terms"));
        } else if (fact.kind().equals("deadline.moved") && context.path("terms") instanceof ObjectNode terms) {
            terms.set("bidDeadline", kept.path("to"));
        }
    }

    private static ObjectNode told(Fact fact, Memory memory) {
        ObjectNode told = fact.body() instanceof ObjectNode body ? body.deepCopy() : JSON.createObjectNode();
        told.remove(memory.dropped());
        told.put("_at", fact.at().toString());
        told.put("_by", fact.actor().name());
        told.put("_office", Objects.requireNonNullElse(fact.actor().organisationName(), ""));
        told.put("_kind", fact.kind());
        told.put("_stream", fact.stream());
        told.set("_files", JSON.valueToTree(fact.files()));
        told.put("_fileCount", fact.files().size());
        return told;
    }

    /** 失信惩戒名单 as this platform has published it, by organisation: the day from which an entry counts no more. */
    private void blacklist(Fact fact, ObjectNode context) {
        JsonNode published = context.path("published");
        String code = published.path("creditCode").asString("");
        boolean on = fact.kind().equals("credit.published");
        boolean off = fact.kind().equals("credit.repaired") || fact.kind().equals("credit.appeal-upheld");
        if (!on && !off
                || code.isEmpty()
                || !published.path("category").asString("").equals("BLACKLIST")) {
            return;
        }
        ObjectNode list = load(BLACKLIST + code);
        if (on) {
            list.set(fact.stream(), published.path("endsOn"));
        } else {
            list.remove(fact.stream());
        }
        store.keep(BLACKLIST + code, list.toString());
    }

    /** 是否失信人 of each bidder on the day of the opening, by what this platform has published. */
    private void standing(Fact fact, ObjectNode whole) {
        if (!fact.kind().equals("opening.recorded")) {
            return;
        }
        String day = LocalDate.ofInstant(fact.at(), CHINA).toString();
        whole.path("opened").path("bids").forEach(bid -> {
            if (bid instanceof ObjectNode line) {
                boolean on = load(BLACKLIST + line.path("creditCode").asString(""))
                        .valueStream()
                        .anyMatch(ends -> day.compareTo(ends.asString("")) < 0);
                line.put("dishonest", on ? "1" : "0");
            }
        });
    }
}
