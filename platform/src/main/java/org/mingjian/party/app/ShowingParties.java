package org.mingjian.party.app;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjian.identity.Accounts;
import org.mingjian.identity.Caller;
import org.mingjian.identity.Organisation;
import org.mingjian.identity.Role;
import org.mingjian.kernel.PlatformException;
import org.mingjian.party.FieldClass;
import org.mingjian.party.PartyEntry;
import org.mingjian.party.PartyError;
import org.mingjian.party.PublicSubjects;
import org.mingjian.party.domain.Form;
import org.mingjian.party.store.PartyStore;
import org.mingjian.protection.Looks;
import org.mingjian.protection.Masks;
import org.mingjian.protection.Secrets;
import org.springframework.stereotype.Service;

/** Entries as each role may see them; opening a secret value is one act for one value, and its owner learns of it. */
@Service
public class ShowingParties implements PublicSubjects {

    private static final PartyStore.Sum NOTHING = new PartyStore.Sum(0, 0, 0);

    private final PartyStore store;
    private final RegisteringParties parties;
    private final Accounts accounts;
    private final Secrets secrets;
    private final Looks looks;

    /** A subject with how its registration stands. */
    public record Subject(
            UUID organisation,
            String name,
            String creditCode,
            String regionCode,
            int entries,
            int waiting,
            int differing) {}

    /** An entry that waits for somebody to compare it. */
    public record Waiting(PartyEntry entry, String title, String name, String creditCode) {}

    /** One page and how many there are. */
    public record Found<T>(List<T> items, long total) {}

    ShowingParties(PartyStore store, RegisteringParties parties, Accounts accounts, Secrets secrets, Looks looks) {
        this.store = store;
        this.parties = parties;
        this.accounts = accounts;
        this.secrets = secrets;
        this.looks = looks;
    }

    public PartyEntry one(UUID id) {
        List<PartyEntry> versions = store.versions(id);
        if (versions.isEmpty()) {
            throw new PlatformException(PartyError.ENTRY_NOT_FOUND, id.toString());
        }
        return versions.getLast();
    }

    @Override
    public PublicSubjects.Found search(String text, int page, int size) {
        Accounts.Companies found = accounts.companies(text, page, size);
        return new PublicSubjects.Found(
                found.items().stream().map(ShowingParties::line).toList(), found.total());
    }

    private static Line line(Organisation one) {
        return new Line(one.name(), Objects.requireNonNullElse(one.creditCode(), ""), one.regionCode());
    }

    @Override
    public Optional<PublicSubjects.Subject> published(String creditCode) {
        return accounts.organisationByCreditCode(creditCode)
                .filter(found -> found.kind() == Organisation.Kind.COMPANY)
                .map(one -> new PublicSubjects.Subject(
                        line(one),
                        store.newest(one.id()).stream().map(this::open).toList(),
                        parties.achievements(creditCode)));
    }

    private PublicSubjects.Entry open(PartyEntry entry) {
        Form form = parties.form(entry.form());
        Map<String, String> values = new LinkedHashMap<>();
        for (Form.Field field : form.fields()) {
            String value = entry.values().get(field.name());
            if (field.kind() == FieldClass.PUBLIC && value != null) {
                values.put(field.title(), value);
            }
        }
        PartyEntry.Verification found = entry.verified();
        return new PublicSubjects.Entry(form.form(), form.title(), values, found != null && found.agrees());
    }

    public Found<Subject> list(String text, int page, int size) {
        Accounts.Companies found = accounts.companies(text, page, size);
        Map<UUID, PartyStore.Sum> sums =
                store.sums(found.items().stream().map(Organisation::id).toList());
        return new Found<>(
                found.items().stream()
                        .map(one -> subject(one, sums.getOrDefault(one.id(), NOTHING)))
                        .toList(),
                found.total());
    }

    private static Subject subject(Organisation one, PartyStore.Sum sum) {
        return new Subject(
                one.id(),
                one.name(),
                Objects.requireNonNullElse(one.creditCode(), ""),
                one.regionCode(),
                sum.entries(),
                sum.waiting(),
                sum.differing());
    }

    public Subject subject(UUID organisation) {
        Organisation one = accounts.organisation(organisation)
                .filter(found -> found.kind() == Organisation.Kind.COMPANY)
                .orElseThrow(() -> new PlatformException(PartyError.SUBJECT_NOT_FOUND, organisation.toString()));
        return subject(one, store.sums(List.of(organisation)).getOrDefault(organisation, NOTHING));
    }

    public Found<Waiting> queue(int page, int size, Caller caller) {
        List<Waiting> waiting = store.waiting(size, (long) page * size).stream()
                .map(entry -> {
                    Subject subject = subject(entry.organisation());
                    return new Waiting(
                            masked(entry, caller),
                            parties.form(entry.form()).title(),
                            subject.name(),
                            subject.creditCode());
                })
                .toList();
        return new Found<>(waiting, store.countWaiting());
    }

    public List<PartyEntry> entries(UUID organisation, Caller caller) {
        return store.newest(organisation).stream()
                .map(entry -> masked(entry, caller))
                .toList();
    }

    /** Public fields for all; internal ones for the subject, the centre and supervisors; the rest masked. */
    public PartyEntry masked(PartyEntry entry, Caller caller) {
        boolean own = caller.actsFor(entry.organisation());
        boolean official = caller.is(Role.CENTRE_STAFF) || caller.is(Role.SUPERVISOR);
        Form form = parties.form(entry.form());
        Map<String, String> values = new HashMap<>();
        entry.values().forEach((name, value) -> form.field(name).ifPresent(field -> {
            switch (field.kind()) {
                case PUBLIC -> values.put(name, value);
                case INTERNAL -> {
                    if (own || official) {
                        values.put(name, value);
                    }
                }
                case PERSONAL -> values.put(name, own ? value : mask(field.mask(), value));
                case SECRET -> {
                    if (own || official) {
                        values.put(name, mask(field.mask(), secrets.open(PartyStore.SEALED, value)));
                    }
                }
            }
        }));
        return new PartyEntry(
                entry.id(),
                entry.organisation(),
                entry.form(),
                entry.version(),
                Map.copyOf(values),
                own || official ? entry.document() : null,
                entry.at(),
                entry.verified());
    }

    private static String mask(@Nullable String mask, String value) {
        return switch (mask == null ? "" : mask) {
            case "idNumber" -> Masks.idNumber(value);
            case "phone" -> Masks.phone(value);
            case "name" -> Masks.name(value);
            default -> Masks.account(value);
        };
    }

    /** The whole value, for its owner, the centre and supervisors; the look is recorded before it is answered. */
    public String reveal(UUID id, String field, String reason, Caller caller) {
        PartyEntry entry = one(id);
        boolean may =
                caller.actsFor(entry.organisation()) || caller.is(Role.CENTRE_STAFF) || caller.is(Role.SUPERVISOR);
        String value = entry.values().get(field);
        if (!may) {
            throw new PlatformException(PartyError.NOT_YOURS, id.toString());
        }
        if (value == null) {
            throw new PlatformException(PartyError.ENTRY_NOT_FOUND, field);
        }
        looks.record(
                caller, new Looks.Look(entry.form() + "." + field, id.toString(), entry.organisation(), null, reason));
        return value.startsWith("sm4:") ? secrets.open(PartyStore.SEALED, value) : value;
    }
}
