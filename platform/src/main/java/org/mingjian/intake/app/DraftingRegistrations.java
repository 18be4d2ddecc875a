package org.mingjian.intake.app;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.mingjian.document.Documents;
import org.mingjian.facts.Facts;
import org.mingjian.facts.NewFact;
import org.mingjian.facts.Secrecy;
import org.mingjian.identity.Caller;
import org.mingjian.identity.Organisation;
import org.mingjian.intake.IntakeError;
import org.mingjian.intake.domain.Draft;
import org.mingjian.intake.domain.DraftCheck;
import org.mingjian.intake.domain.Registration;
import org.mingjian.intake.domain.RegistrationFact;
import org.mingjian.intake.domain.RegistrationState;
import org.mingjian.intake.store.RegistrationStore;
import org.mingjian.kernel.FieldProblem;
import org.mingjian.kernel.InvalidFields;
import org.mingjian.kernel.PlatformException;
import org.mingjian.kernel.RefusedException;
import org.mingjian.spec.FormFields;
import org.mingjian.tender.Standings;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The applicant's side: fill in, change, submit. */
@Service
public class DraftingRegistrations {

    private final RegistrationStore store;
    private final Parties parties;
    private final Documents documents;
    private final Facts facts;
    private final InstantSource clock;
    private final List<Standings> standings;
    private final FormFields specification;

    DraftingRegistrations(
            RegistrationStore store,
            Parties parties,
            Documents documents,
            Facts facts,
            InstantSource clock,
            List<Standings> standings,
            FormFields specification) {
        this.specification = specification;
        this.standings = standings;
        this.store = store;
        this.documents = documents;
        this.parties = parties;
        this.facts = facts;
        this.clock = clock;
    }

    @Transactional
    public Registration begin(Draft draft, Caller caller) {
        Organisation applicant = caller.requireOrganisation();
        UUID id = UUID.randomUUID();
        store.add(id, applicant.id(), applicant.name(), withFiles(draft, caller), clock.instant());
        return get(id);
    }

    /** @throws PlatformException STALE_VERSION when somebody changed or submitted it meanwhile */
    @Transactional
    public Registration change(UUID id, long version, Draft draft, Caller caller) {
        Registration known = own(lock(id), caller);
        if (known.version() != version || !known.isOpen()) {
            throw new PlatformException(
                    IntakeError.STALE_VERSION,
                    "现在是第 " + known.version() + " 版，" + known.state().title());
        }
        store.change(known, withFiles(draft, caller), clock.instant());
        return get(id);
    }

    /** Submitting again what waits already changes nothing and answers the same. */
    @Transactional
    public Registration submit(UUID id, Caller caller) {
        UUID applicant = caller.requireOrganisation().id();
        standings.stream()
                .flatMap(one -> one.bar(applicant, Standings.Act.TENDER).stream())
                .findFirst()
                .ifPresent(refusal -> {
                    throw new RefusedException(refusal);
                });
        Registration known = own(lock(id), caller);
        if (known.state() == RegistrationState.SUBMITTED) {
            return known;
        }
        Moves.next(known, RegistrationFact.SUBMITTED).orRefuse();
        InvalidFields.throwIfAny(problems(known));
        Instant now = clock.instant();
        store.submitted(known, parties.of(known).tenderer().id(), now);
        facts.record(new NewFact(
                known.stream(),
                RegistrationFact.SUBMITTED.kind(),
                caller.actor(),
                Map.of("draft", known.draft()),
                known.draft().files(),
                Secrecy.PARTIES));
        return get(id);
    }

    /** Name, size and digest of an attachment come from the store, never from the request. */
    private Draft withFiles(Draft draft, Caller caller) {
        InvalidFields.throwIfAny(DraftCheck.tooLong(draft));
        return draft.withAttachments(draft.attachments().stream()
                .map(given -> new Draft.Attachment(
                        given.kind(),
                        given.document(),
                        documents.require(given.document(), caller).ref()))
                .toList());
    }

    /** Everything that stands against submitting it. */
    public List<FieldProblem> problems(Registration registration) {
        List<FieldProblem> all = new ArrayList<>(DraftCheck.of(registration.draft(), parties.isByAgency(registration)));
        all.addAll(parties.problems(registration));
        specification.problems("registration", registration.draft()).stream()
                .filter(found -> all.stream().noneMatch(one -> one.field().equals(found.field())))
                .toList()
                .forEach(all::add);
        return List.copyOf(all);
    }

    private Registration get(UUID id) {
        return store.find(id).orElseThrow(() -> unknown(id));
    }

    private Registration lock(UUID id) {
        return store.lock(id).orElseThrow(() -> unknown(id));
    }

    private static PlatformException unknown(UUID id) {
        return new PlatformException(IntakeError.REGISTRATION_NOT_FOUND, id.toString());
    }

    private static Registration own(Registration registration, Caller caller) {
        if (!caller.actsFor(registration.applicant())) {
            throw new PlatformException(IntakeError.NOT_YOUR_REGISTRATION, registration.applicantName());
        }
        return registration;
    }
}
