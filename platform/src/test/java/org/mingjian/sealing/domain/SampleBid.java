package org.mingjian.sealing.domain;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mingjian.kernel.crypto.KeyKind;
import org.mingjian.kernel.crypto.Sm3;
import tools.jackson.databind.json.JsonMapper;

/** A bid of a bidder with a fresh key, in small chunks. */
final class SampleBid {

    static final String TRADE = "A01-12320000466011756J-20240115-000001-S";
    static final String OTHER_TRADE = "A01-12320000466011756J-20240115-000002-Q";
    static final String CREDIT_CODE = "91340200MA2RU2PC14";
    static final int CHUNK = 64;

    final SecureRandom random = new SecureRandom();
    final KeyKind.Pair bidder;
    final KeyKind.Pair opener = KeyKind.SM2.generate(random);
    final Map<String, byte[]> files = new LinkedHashMap<>();

    SampleBid() {
        this(KeyKind.SM2);
    }

    SampleBid(KeyKind kind) {
        bidder = kind.generate(random);
    }

    SampleBid with(String name, byte[] content) {
        files.put(name, content);
        return this;
    }

    SampleBid with(String name, int size) {
        byte[] content = new byte[size];
        random.nextBytes(content);
        return with(name, content);
    }

    Map<String, String> contents() {
        Map<String, String> contents = new LinkedHashMap<>();
        files.forEach((name, content) -> contents.put(name, Sm3.hex(content)));
        return contents;
    }

    static BidSheet sheet() throws EnvelopeRefused {
        return BidSheet.of(JsonMapper.shared()
                .createObjectNode()
                .put("price", "18334233.00")
                .put("durationDays", 365)
                .put("quality", "合格")
                .put("projectLeader", "张某"));
    }

    byte[] seal() {
        return seal(sealing -> {});
    }

    interface Note {
        void of(SealedBids.Sealed sealed);
    }

    byte[] sealFor(SharedKey.Rule openers) {
        return seal(order(CHUNK).withOpeners(openers), sealing -> {});
    }

    byte[] seal(Note note) {
        return seal(order(CHUNK), note);
    }

    private byte[] seal(SealedBids.Order order, Note note) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            note.of(new SealedBids(random).seal(order, bidder::sign, sheet(), sources(), out));
        } catch (IOException | EnvelopeRefused refused) {
            throw new AssertionError(refused);
        }
        return out.toByteArray();
    }

    SealedBids.Order order(int chunk) {
        return new SealedBids.Order(
                TRADE,
                new Bidder(CREDIT_CODE, bidder.publicKey(), Optional.empty()),
                List.of(
                        new Recipient.Party("bidder", bidder.publicKey(), ""),
                        new Recipient.Party("tenderer", opener.publicKey(), "0a1b")),
                Instant.parse("2026-11-21T01:02:03.456789Z"),
                chunk);
    }

    List<SealedBids.Source> sources() {
        List<SealedBids.Source> sources = new ArrayList<>();
        files.forEach((name, content) -> sources.add(source(name, content)));
        return sources;
    }

    static SealedBids.Source source(String name, byte[] content) {
        return new SealedBids.Source() {
            @Override
            public String name() {
                return name;
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

    byte[] key(byte[] sealed) throws IOException, EnvelopeRefused {
        return OpenedBids.unwrap(EnvelopeCheck.header(new ByteArrayInputStream(sealed)), bidder.privateKey());
    }

    static EnvelopeCheck.Result check(byte[] sealed) {
        try {
            return EnvelopeCheck.check(new ByteArrayInputStream(sealed), EnvelopeCheck.Expectation.ofTrade(TRADE));
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** Keeps the files of an opened bid in memory. */
    static final class Kept implements OpenedBids.Destination {

        final Map<String, ByteArrayOutputStream> files = new LinkedHashMap<>();

        /** Names and contents in hexadecimal digits, so that they compare. */
        Map<String, String> contents() {
            Map<String, String> contents = new LinkedHashMap<>();
            files.forEach((name, out) -> contents.put(name, Sm3.hex(out.toByteArray())));
            return contents;
        }

        @Override
        public OutputStream create(String name, long size) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            files.put(name, out);
            return out;
        }
    }
}
