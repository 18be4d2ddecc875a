package org.mingjian.sealing.app;

import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.mingjian.identity.Caller;
import org.mingjian.identity.Role;
import org.mingjian.sealing.domain.Recipient;
import org.mingjian.sealing.domain.SharedKey;
import org.mingjian.tender.Openers;
import org.mingjian.tender.Openers.Opener;
import org.mingjian.tender.Terms;

/** The openers of a tender, as sealing needs them. */
final class TenderOpeners {

    private TenderOpeners() {}

    /**
     * One opener in his place.
     *
     * @param index from 1
     */
    record Seat(int index, Opener opener) {

        byte[] publicKey() {
            return Base64.getDecoder().decode(String.valueOf(opener.publicKey()));
        }

        String name() {
            String name = opener.name();
            return name == null ? opener.title() : name;
        }
    }

    static Optional<SharedKey.Rule> rule(@Nullable Terms terms) {
        return openers(terms)
                .map(openers -> new SharedKey.Rule(
                        openers.threshold(),
                        seats(openers).stream()
                                .map(seat -> new Recipient.Party(
                                        seat.opener().kind(),
                                        seat.publicKey(),
                                        seat.opener().serial()))
                                .toList()));
    }

    static Optional<Openers> openers(@Nullable Terms terms) {
        return Optional.ofNullable(terms).map(Terms::openers);
    }

    static List<Seat> seats(Openers openers) {
        return IntStream.range(0, openers.members().size())
                .mapToObj(i -> new Seat(i + 1, openers.members().get(i)))
                .toList();
    }

    /**
     * Where this person sits; the trading centre's staff act for the platform, with the key that the platform keeps.
     */
    static Optional<Seat> seatOf(Openers openers, Caller caller) {
        return seats(openers).stream()
                .filter(seat -> seat.opener().kind().equals(Openers.PLATFORM)
                        ? caller.is(Role.CENTRE_STAFF)
                        : caller.account().equals(seat.opener().account()))
                .findFirst();
    }
}
