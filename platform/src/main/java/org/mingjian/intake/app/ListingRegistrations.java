package org.mingjian.intake.app;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mingjian.document.Documents;
import org.mingjian.facts.FileRef;
import org.mingjian.identity.Caller;
import org.mingjian.identity.Permission;
import org.mingjian.identity.Place;
import org.mingjian.identity.Role;
import org.mingjian.intake.IntakeError;
import org.mingjian.intake.domain.Registration;
import org.mingjian.intake.domain.RegistrationState;
import org.mingjian.intake.store.RegistrationStore;
import org.mingjian.intake.store.RegistrationStore.Wanted;
import org.mingjian.kernel.PlatformException;
import org.springframework.stereotype.Service;

/** Registrations as somebody may see them: the centre and the supervisor all that were submitted, others their own. */
@Service
public class ListingRegistrations {

    /** One page and how many there are. */
    public record Found(List<Registration> items, long total) {}

    private final RegistrationStore store;
    private final Parties parties;
    private final Documents documents;

    ListingRegistrations(RegistrationStore store, Parties parties, Documents documents) {
        this.store = store;
        this.documents = documents;
        this.parties = parties;
    }

    public Found list(Caller caller, @Nullable String words, @Nullable RegistrationState state, int page, int size) {
        Wanted wanted = seesAll(caller)
                ? new Wanted(null, false, state, words, caller.reach(Permission.REGISTRATION_READ))
                : new Wanted(caller.requireOrganisation().id(), true, state, words);
        return new Found(store.list(wanted, size, (long) page * size), store.count(wanted));
    }

    /** What does not concern the caller is said not to exist for him. */
    public Registration get(UUID id, Caller caller) {
        Registration found = store.find(id)
                .orElseThrow(() -> new PlatformException(IntakeError.REGISTRATION_NOT_FOUND, id.toString()));
        boolean draft = found.state() == RegistrationState.DRAFT;
        boolean seen =
                caller.actsFor(found.applicant()) || (!draft && (reaches(found, caller) || isClient(caller, found)));
        if (!seen) {
            throw new PlatformException(IntakeError.NOT_YOUR_REGISTRATION, "只有登记单位、受理和监督人员可以查看");
        }
        return found;
    }

    /** An attachment, for those who may see the registration. */
    public Attached file(UUID id, UUID document, Caller caller) {
        return get(id, caller).draft().attachments().stream()
                .filter(attachment -> attachment.document().equals(document))
                .flatMap(attachment -> Stream.ofNullable(attachment.file()))
                .findFirst()
                .map(this::open)
                .orElseThrow(() -> new PlatformException(IntakeError.FILE_NOT_FOUND, document.toString()));
    }

    private Attached open(FileRef file) {
        try {
            return new Attached(file, documents.open(file.sm3()));
        } catch (IOException e) {
            throw new PlatformException(IntakeError.FILE_UNAVAILABLE, file.name(), e);
        }
    }

    /** A file and its bytes, which the caller closes. */
    public record Attached(FileRef file, InputStream bytes) {}

    private boolean isClient(Caller caller, Registration registration) {
        return caller.actsFor(parties.of(registration).tenderer().id());
    }

    /** The centre and the supervisor of the region. */
    static boolean reaches(Registration registration, Caller caller) {
        String region = registration.draft().regionCode();
        return seesAll(caller)
                && region != null
                && caller.reaches(
                        Permission.REGISTRATION_READ, new Place(region, "construction", tradeOf(registration), null));
    }

    private static @Nullable String tradeOf(Registration registration) {
        Registration.Codes codes = registration.codes();
        return codes == null ? null : codes.trade();
    }

    private static boolean seesAll(Caller caller) {
        return caller.is(Role.CENTRE_STAFF)
                || caller.is(Role.SUPERVISOR)
                || caller.is(Role.MANAGEMENT)
                || caller.is(Role.DATA_OFFICER);
    }
}
