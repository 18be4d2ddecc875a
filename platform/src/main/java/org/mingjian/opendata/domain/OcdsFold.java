package org.mingjian.opendata.domain;

import static org.mingjian.opendata.domain.Texts.amount;
import static org.mingjian.opendata.domain.Texts.text;
import static org.mingjian.opendata.domain.Texts.time;
import static org.mingjian.opendata.domain.Texts.whole;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mingjian.facts.Fact;
import org.mingjian.facts.FileRef;
import org.mingjian.facts.Secrecy;
import org.mingjian.tender.TradeFact;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What one more public fact makes of a trade in OCDS 1.1. The state holds everything told so far; each release is
 * the whole state with its own id, date and tag, so that the newest one is also the compiled release.
 */
public final class OcdsFold {

    public static final String STREAM = "trade:";

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX").withZone(ZoneOffset.UTC);

    /** @param tag of the standard's list releaseTag */
    public record Step(String tag, ObjectNode state) {}

    private OcdsFold() {}

    /**
     * Empty when the fact is not public or tells nothing that the standard has a place for.
     *
     * @param known the state before, null for the first fact
     */
    public static Optional<Step> next(@Nullable ObjectNode known, Fact fact, String prefix) {
        Optional<TradeFact> kind = TradeFact.ofKind(fact.kind());
        if (fact.secrecy() != Secrecy.PUBLIC || kind.isEmpty()) {
            return Optional.empty();
        }
        ObjectNode state = known == null ? start(fact, prefix) : known.deepCopy();
        return tag(state, kind.get(), fact).map(tag -> new Step(tag, state));
    }

    private static ObjectNode start(Fact fact, String prefix) {
        String code = fact.stream().substring(STREAM.length());
        ObjectNode state = JsonMapper.shared()
                .createObjectNode()
                .put("ocid", prefix + "-" + code)
                .put("initiationType", "tender")
                .put("language", "zh");
        state.putArray("parties");
        state.putObject("tender").put("id", code).put("title", code).put("status", "planned");
        return state;
    }

    private static Optional<String> tag(ObjectNode state, TradeFact kind, Fact fact) {
        ObjectNode tender = (ObjectNode) state.path("tender");
        return Optional.ofNullable(
                switch (kind) {
                    case TRADE_REGISTERED -> registered(state, tender, fact.body());
                    case NOTICE_PUBLISHED -> published(state, tender, fact);
                    case CLARIFICATION_ISSUED, DEADLINE_MOVED -> amended(state, tender, kind, fact);
                    case BIDS_CLOSED -> Bids.closed(state, tender, fact);
                    case PRICES_READ, OPENING_RECORDED -> Bids.read(state, fact.body());
                    case PUBLICITY_STARTED -> Bids.judged(state, fact.body());
                    case WINNER_SELECTED, AWARD_ISSUED, RESULT_PUBLISHED -> Awards.awarded(state, tender, kind, fact);
                    case CONTRACT_SIGNED -> Awards.signed(state, tender, fact);
                    case TENDER_FAILED -> over(state, tender, "unsuccessful");
                    case TRADE_TERMINATED -> over(state, tender, "cancelled");
                    default -> null;
                });
    }

    private static String registered(ObjectNode state, ObjectNode tender, JsonNode body) {
        String project = text(body, "projectName").orElse("");
        String section = text(body, "sectionName").orElse("");
        String title = section.contains(project) ? section : project + section;
        text(body, "title")
                .or(() -> Optional.of(title).filter(whole -> !whole.isEmpty()))
                .ifPresent(words -> tender.put("title", words));
        people(state, tender, body.path("parties"), "tenderer", "agency");
        boolean first = !state.has("planning");
        ObjectNode budget = state.withObject("planning").withObject("budget");
        text(body.path("codes"), "project").ifPresent(id -> budget.put("projectID", id));
        if (!project.isEmpty()) {
            budget.put("project", project);
        }
        text(body, "funding").ifPresent(words -> budget.put("description", words));
        amount(body, "estimate").ifPresent(yuan -> budget.set("amount", value(yuan)));
        return first ? "planning" : "planningUpdate";
    }

    /** @param buyer name of the field with its name; its credit code, where told, is in the field …Code */
    private static void people(ObjectNode state, ObjectNode tender, JsonNode body, String buyer, String agency) {
        Organisations all = new Organisations(state);
        text(body, buyer).ifPresent(name -> {
            String code = text(body, buyer + "Code").orElse(null);
            state.set("buyer", all.reference(name, code, "buyer"));
            if (!tender.has("procuringEntity")) {
                tender.set("procuringEntity", all.reference(name, code, "procuringEntity"));
            }
        });
        text(body, agency).ifPresent(name -> {
            all.drop("procuringEntity");
            String code = text(body, agency + "Code").orElse(null);
            tender.set("procuringEntity", all.reference(name, code, "procuringEntity"));
        });
    }

    private static String published(ObjectNode state, ObjectNode tender, Fact fact) {
        JsonNode body = fact.body();
        boolean first = tender.path("status").asString().equals("planned");
        people(state, tender, body, "tendererName", "agencyName");
        text(body, "tradeTitle").ifPresent(words -> tender.put("title", words));
        tender.put("status", "active")
                .put("procurementMethod", "open")
                .put("procurementMethodDetails", "公开招标")
                .put("mainProcurementCategory", "works");
        tender.putArray("submissionMethod").add("electronicSubmission");
        terms(tender, body);
        documents(tender, fact, "biddingDocuments");
        return first ? "tender" : "tenderUpdate";
    }

    private static void terms(ObjectNode tender, JsonNode body) {
        JsonNode terms = body.path("terms").isObject() ? body.path("terms") : body.path("after");
        text(terms, "scope").ifPresent(words -> tender.put("description", words));
        text(terms, "qualification").ifPresent(words -> tender.put("eligibilityCriteria", words));
        amount(terms, "ceilingPrice").ifPresent(yuan -> tender.set("value", value(yuan)));
        ObjectNode period = tender.withObject("tenderPeriod");
        time(terms, "documentsFrom").ifPresent(at -> period.put("startDate", at.toString()));
        time(terms, "bidDeadline")
                .or(() -> time(body, "bidDeadline"))
                .ifPresent(at -> period.put("endDate", at.toString()));
        whole(terms, "durationDays")
                .ifPresent(days -> tender.withObject("contractPeriod").put("durationInDays", days));
        text(terms, "method")
                .ifPresent(method -> tender.put("awardCriteria", method.equals("EM-1") ? "priceOnly" : "ratedCriteria")
                        .put("awardCriteriaDetails", method.equals("EM-1") ? "经评审的最低投标价法" : "综合评估法"));
    }

    private static String amended(ObjectNode state, ObjectNode tender, TradeFact kind, Fact fact) {
        JsonNode body = fact.body();
        if (kind == TradeFact.DEADLINE_MOVED) {
            time(body, "to", "bidDeadline", "newDeadline")
                    .ifPresent(at -> tender.withObject("tenderPeriod").put("endDate", at.toString()));
        } else {
            terms(tender, body);
        }
        ObjectNode amendment = tender.withArray("amendments").addObject();
        amendment
                .put("id", Integer.toString(tender.path("amendments").size()))
                .put("date", fact.at().toString())
                .put("rationale", text(body, "text", "basis").orElse(kind.title()))
                .put("releaseID", releaseId(state, fact));
        documents(tender, fact, "clarifications");
        return "tenderAmendment";
    }

    private static void documents(ObjectNode owner, Fact fact, String type) {
        for (FileRef file : fact.files()) {
            ArrayNode documents = owner.withArray("documents");
            boolean known = documents
                    .valueStream()
                    .anyMatch(document -> document.path("id").asString("").equals(file.sm3()));
            if (!known) {
                documents
                        .addObject()
                        .put("id", file.sm3())
                        .put("documentType", type)
                        .put("title", file.name())
                        .put("datePublished", fact.at().toString())
                        .put("language", "zh");
            }
        }
    }

    /** A tender that nobody won is not cancelled, and an award of a tender that is over stands no longer. */
    private static String over(ObjectNode state, ObjectNode tender, String status) {
        tender.put("status", status);
        Awards.cancel(state);
        return status.equals("cancelled") ? "tenderCancellation" : "tenderUpdate";
    }

    /** Of one width, since merging programs sort the dates of releases as texts. */
    public static String date(Instant at) {
        return DATE.format(at);
    }

    /** An amount in 元. */
    static ObjectNode value(BigDecimal yuan) {
        return JsonMapper.shared().createObjectNode().put("amount", yuan).put("currency", "CNY");
    }

    /** The same for the same fact, whenever it is read. */
    public static String releaseId(JsonNode state, Fact fact) {
        return state.path("ocid").asString() + "-" + fact.position();
    }

    /** The state as a release of its own, head first, without what is empty. */
    public static ObjectNode release(ObjectNode state, String id, String date, String tag) {
        ObjectNode release = JsonMapper.shared().createObjectNode();
        release.set("ocid", state.path("ocid"));
        release.put("id", id).put("date", date).putArray("tag").add(tag);
        state.propertyStream()
                .filter(field -> !field.getKey().equals("ocid"))
                .forEach(field -> release.set(field.getKey(), field.getValue().deepCopy()));
        filled(release);
        return release;
    }

    private static boolean filled(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.removeIf(value -> !filled(value));
        } else if (node.isArray()) {
            node.forEach(OcdsFold::filled);
        }
        return !node.isContainer() || !node.isEmpty();
    }
}
