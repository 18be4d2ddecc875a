package org.mingjian.cosigner.app;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mingjian.cosigner.Cosigners;
import org.mingjian.cosigner.store.CosignerStore;
import org.springframework.stereotype.Service;

/** Who co-signs, how far each is, and what keeps it. */
@Service
public class ReadingCosigners {

    /**
     * @param size the largest head it co-signed; {@code behind} how many facts the log has beyond it
     * @param problem empty while it answers well
     */
    public record View(
            String name,
            String organisation,
            String keyLine,
            @Nullable String address,
            Instant registeredAt,
            @Nullable Instant retiredAt,
            long size,
            long behind,
            @Nullable Instant signedAt,
            @Nullable Instant answeredAt,
            String problem) {}

    private final CosignerStore store;
    private final KeepingCosigners cosigners;

    ReadingCosigners(CosignerStore store, KeepingCosigners cosigners) {
        this.store = store;
        this.cosigners = cosigners;
    }

    public Cosigners.Standing standing() {
        cosigners.refresh();
        return cosigners.standing();
    }

    public List<View> all() {
        long head = cosigners.standing().size();
        Map<UUID, CosignerStore.Contact> contacts =
                store.contacts().stream().collect(Collectors.toMap(CosignerStore.Contact::cosigner, one -> one));
        return store.all().stream()
                .map(row -> {
                    Optional<CosignerStore.Line> newest = store.newest(row.id());
                    Optional<CosignerStore.Contact> contact = Optional.ofNullable(contacts.get(row.id()));
                    long size = newest.map(CosignerStore.Line::size).orElse(0L);
                    return new View(
                            row.name(),
                            row.organisation(),
                            row.keyLine(),
                            row.address(),
                            row.registeredAt(),
                            row.retiredAt(),
                            size,
                            Math.max(0, head - size),
                            newest.map(CosignerStore.Line::signedAt).orElse(null),
                            contact.map(CosignerStore.Contact::answeredAt).orElse(null),
                            contact.map(CosignerStore.Contact::problem).orElse(""));
                })
                .toList();
    }
}
