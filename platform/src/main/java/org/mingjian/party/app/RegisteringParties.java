package org.mingjian.party.app;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjian.document.Documents;
import org.mingjian.facts.Actor;
import org.mingjian.facts.Facts;
import org.mingjian.facts.NewFact;
import org.mingjian.facts.Secrecy;
import org.mingjian.identity.Caller;
import org.mingjian.kernel.CanonicalJson;
import org.mingjian.kernel.InvalidFields;
import org.mingjian.kernel.PlatformException;
import org.mingjian.kernel.crypto.Sm3;
import org.mingjian.party.Achievement;
import org.mingjian.party.FieldClass;
import org.mingjian.party.Parties;
import org.mingjian.party.PartyEntry;
import org.mingjian.party.PartyError;
import org.mingjian.party.domain.Form;
import org.mingjian.party.store.FormFile;
import org.mingjian.party.store.PartyStore;
import org.mingjian.protection.Secrets;
import org.mingjian.spec.FormFields;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A subject registers and changes its own entries; each version stays and is a fact. Nobody approves anything. */
@Service
public class RegisteringParties implements Parties {

    /** What is typed. */
    public record Typed(
            String form,
            Map<String, String> values,
            @Nullable UUID document) {}

    private final PartyStore store;
    private final FormFile forms;
    private final Documents documents;
    private final Secrets secrets;
    private final Facts facts;
    private final InstantSource clock;
    private final FormFields specification;

    RegisteringParties(
            PartyStore store,
            FormFile forms,
            Documents documents,
            Secrets secrets,
            Facts facts,
            InstantSource clock,
            FormFields specification) {
        this.store = store;
        this.forms = forms;
        this.documents = documents;
        this.secrets = secrets;
        this.facts = facts;
        this.clock = clock;
        this.specification = specification;
    }

    public Form form(String name) {
        return forms.find(name).orElseThrow(() -> new PlatformException(PartyError.FORM_NOT_FOUND, name));
    }

    @Transactional
    public PartyEntry add(Typed typed, Caller caller) {
        Form form = form(typed.form());
        UUID organisation = caller.requireOrganisation().id();
        store.lockSubject(organisation);
        boolean another = store.newest(organisation).stream()
                .anyMatch(entry -> entry.form().equals(form.form()));
        if (another && !form.many()) {
            throw new PlatformException(PartyError.STALE_VERSION, form.title() + "已登记，请修改");
        }
        return keep(UUID.randomUUID(), 1, form, typed, caller);
    }

    /** @param version the one that was looked at */
    @Transactional
    public PartyEntry change(UUID id, int version, Typed typed, Caller caller) {
        PartyEntry known = own(id, caller);
        if (known.version() != version || !known.form().equals(typed.form())) {
            throw new PlatformException(PartyError.STALE_VERSION, "现在是第 " + known.version() + " 版");
        }
        Form form = form(known.form());
        Map<String, String> values = new HashMap<>(typed.values());
        for (Form.Field field : form.fields()) {
            String before = known.values().get(field.name());
            if (field.kind() == FieldClass.SECRET && before != null && !values.containsKey(field.name())) {
                values.put(field.name(), secrets.open(PartyStore.SEALED, before)); // known, so not asked again
            }
        }
        return keep(id, version + 1, form, new Typed(typed.form(), values, typed.document()), caller);
    }

    private PartyEntry own(UUID id, Caller caller) {
        PartyEntry known =
                store.lock(id).orElseThrow(() -> new PlatformException(PartyError.ENTRY_NOT_FOUND, id.toString()));
        if (!caller.actsFor(known.organisation())) {
            throw new PlatformException(PartyError.NOT_YOURS, id.toString());
        }
        return known;
    }

    private PartyEntry keep(UUID id, int version, Form form, Typed typed, Caller caller) {
        InvalidFields.throwIfAny(form.problems(typed.values()));
        InvalidFields.throwIfAny(specification.problems("subject", typed.values()));
        UUID document = typed.document();
        if (document != null) {
            documents.require(document, caller);
        }
        Map<String, String> values = new TreeMap<>();
        Map<String, String> told = new TreeMap<>();
        typed.values().forEach((name, value) -> {
            boolean secret = form.field(name).orElseThrow().kind() == FieldClass.SECRET;
            if (!value.isBlank()) {
                values.put(name, secret ? secrets.seal(PartyStore.SEALED, value.strip()) : value.strip());
                told.put(name, secret ? "" : value.strip());
            }
        });
        PartyEntry entry = new PartyEntry(
                id,
                caller.requireOrganisation().id(),
                form.form(),
                version,
                Map.copyOf(values),
                document,
                clock.instant(),
                null);
        String number = typed.values().getOrDefault("idNumber", "").strip();
        store.add(entry, caller.account(), number.isEmpty() ? null : secrets.index("person.idNumber", number));
        var own = caller.requireOrganisation();
        facts.record(NewFact.secret(
                "party:" + own.id(),
                version == 1 ? "party.registered" : "party.changed",
                caller.actor(),
                Map.of(
                        "entry", id,
                        "form", form.form(),
                        "version", version,
                        "name", own.name(),
                        "creditCode", Objects.requireNonNullElse(own.creditCode(), ""),
                        "regionCode", own.regionCode(),
                        "roles", caller.roles().stream().sorted().toList(),
                        "values", told),
                Secrecy.PARTIES));
        return entry;
    }

    /** What a person of the trading centre found; it opens and closes nothing. */
    @Transactional
    public PartyEntry verify(UUID id, boolean agrees, String note, Caller caller) {
        PartyEntry known =
                store.lock(id).orElseThrow(() -> new PlatformException(PartyError.ENTRY_NOT_FOUND, id.toString()));
        store.verify(known, new PartyEntry.Verification(agrees, note, caller.name(), clock.instant()));
        facts.record(NewFact.secret(
                "party:" + known.organisation(),
                "party.verified",
                caller.actor(),
                Map.of("entry", id, "version", known.version(), "agrees", agrees, "note", note),
                Secrecy.PARTIES));
        return store.lock(id).orElseThrow();
    }

    public List<PartyEntry> versions(UUID id) {
        return store.versions(id);
    }

    @Override
    public List<PartyEntry> entries(UUID organisation) {
        return store.newest(organisation);
    }

    @Override
    public List<Achievement> achievements(String creditCode) {
        return store.achievements(creditCode);
    }

    @Override
    @Transactional
    public Frozen freeze(String trade, UUID organisation, Actor actor) {
        return store.frozen(trade, organisation).orElseGet(() -> {
            List<Map<String, Object>> entries = store.newest(organisation).stream()
                    .map(entry -> Map.<String, Object>of(
                            "entry", entry.id(),
                            "form", entry.form(),
                            "version", entry.version(),
                            "values", open(entry)))
                    .toList();
            JsonNode content = JsonMapper.shared().valueToTree(Map.of("entries", entries));
            String digest = Sm3.hex(Sm3.digest(CanonicalJson.bytes(content)));
            Frozen frozen = new Frozen(trade, organisation, clock.instant(), digest, content);
            if (store.freeze(frozen)) {
                facts.record(NewFact.secret(
                        "party:" + organisation,
                        "party.frozen",
                        actor,
                        Map.of("trade", trade, "digest", digest),
                        Secrecy.SEALED));
            }
            return store.frozen(trade, organisation).orElseThrow();
        });
    }

    /** Without what lies encrypted: an evaluator needs no account numbers. */
    private Map<String, String> open(PartyEntry entry) {
        Map<String, String> values = new TreeMap<>(entry.values());
        Form form = form(entry.form());
        values.keySet().removeIf(name -> form.field(name)
                .filter(field -> field.kind() == FieldClass.SECRET)
                .isPresent());
        return values;
    }
}
