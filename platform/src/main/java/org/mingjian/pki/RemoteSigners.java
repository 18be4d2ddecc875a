package org.mingjian.pki;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Signing services whose keys are not in the browser: 移动CA on a phone, 电子营业执照. All doors are equal: what comes back is
 * a certificate and a signature, checked as any other. A licensed service is one bean of {@link Service}; the
 * sandbox has
 * a local stand-in for each channel.
 */
public interface RemoteSigners {

    /** The doors. */
    enum Channel {
        MOBILE_CA("移动CA"),
        BUSINESS_LICENCE("电子营业执照");

        private final String title;

        Channel(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }

    /**
     * A question that waits for the holder of the phone.
     *
     * @param id how the service calls it; secret, it is never shown
     * @param qr text of the QR code that the phone reads
     */
    record Ticket(String id, String qr, Instant until) {}

    /** What came of a ticket. */
    sealed interface Answer {
        /** The holder has not decided. */
        record Waiting() implements Answer {}

        /** He said no, the time is over, or nobody knows the ticket. */
        record Declined() implements Answer {}

        /** @param chain intermediates in DER */
        record Signed(byte[] certificate, List<byte[]> chain, byte[] signature) implements Answer {}
    }

    /** One signing service: the port. */
    interface Service {
        Channel channel();

        /** @param shown what the holder reads on his phone before he agrees */
        Ticket begin(byte[] message, String shown);

        /** Answers {@code Signed} once. */
        Answer poll(String id);
    }

    Optional<Service> of(Channel channel);

    List<Channel> channels();
}
