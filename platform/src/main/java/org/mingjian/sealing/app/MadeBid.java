package org.mingjian.sealing.app;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.mingjian.kernel.crypto.Sm2;
import org.mingjian.sealing.domain.BidSheet;
import org.mingjian.sealing.domain.Bidder;
import org.mingjian.sealing.domain.EnvelopeRefused;
import org.mingjian.sealing.domain.Recipient;
import org.mingjian.sealing.domain.SealedBids;
import org.mingjian.sealing.domain.SharedKey;
import org.mingjian.tender.Openers;
import tools.jackson.databind.json.JsonMapper;

/**
 * A bid made for a drill: its bidder's key is lost at once, three openers have keys made for the day, the fourth is the
 * platform with its own key.
 *
 * @param openers private keys by index, from 1; none at the platform's place
 */
record MadeBid(byte[] sealed, byte[] content, List<Optional<byte[]>> openers) {

    /** A code that no trade can have: its check characters do not fit. */
    static final String TRADE = "A01-000000000000000000-20000101-000000-0";

    static final int THRESHOLD = 3;
    private static final String CREDIT_CODE = "91340200MA2RU2PC14";
    private static final int SIZE = 100_000;

    static MadeBid make(byte[] platformKey, Instant at) throws IOException, EnvelopeRefused {
        SecureRandom random = new SecureRandom();
        List<String> kinds = List.of("tenderer", Openers.PLATFORM, "supervisor", "witness");
        List<Optional<Sm2.KeyPair>> keys = kinds.stream()
                .map(kind -> kind.equals(Openers.PLATFORM)
                        ? Optional.<Sm2.KeyPair>empty()
                        : Optional.of(Sm2.generate(random)))
                .toList();
        List<Recipient.Party> parties = IntStream.range(0, kinds.size())
                .mapToObj(i -> new Recipient.Party(
                        kinds.get(i), keys.get(i).map(Sm2.KeyPair::publicKey).orElse(platformKey), ""))
                .toList();
        byte[] content = new byte[SIZE];
        random.nextBytes(content);
        Sm2.KeyPair lost = Sm2.generate(random);
        var order = new SealedBids.Order(
                TRADE,
                new Bidder(CREDIT_CODE, lost.publicKey(), Optional.empty()),
                List.of(new Recipient.Party("bidder", lost.publicKey(), "")),
                at,
                SealedBids.USUAL_CHUNK,
                Optional.of(new SharedKey.Rule(THRESHOLD, parties)));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new SealedBids(random)
                .seal(order, message -> Sm2.sign(lost.privateKey(), message), sheet(), List.of(file(content)), out);
        return new MadeBid(
                out.toByteArray(),
                content,
                keys.stream().map(key -> key.map(Sm2.KeyPair::privateKey)).toList());
    }

    private static BidSheet sheet() throws EnvelopeRefused {
        return BidSheet.of(
                JsonMapper.shared().createObjectNode().put("price", "1.00").put("quality", "演练"));
    }

    private static SealedBids.Source file(byte[] content) {
        return new SealedBids.Source() {
            @Override
            public String name() {
                return "演练.bin";
            }

            @Override
            public long size() {
                return content.length;
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(content);
            }
        };
    }

    /** The name under which it lies in the store for the moment of the drill. */
    static String name(Instant at) {
        return ("开启演练-" + at + ".mjb").replace(':', '-');
    }
}
