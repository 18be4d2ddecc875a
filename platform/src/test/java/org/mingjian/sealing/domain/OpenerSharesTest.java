package org.mingjian.sealing.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.mingjian.kernel.crypto.Sm2;

/** Bids sealed for openers, version 2: three of four open what two cannot. */
class OpenerSharesTest {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final List<Sm2.KeyPair> KEYS = new ArrayList<>();
    private static final SharedKey.Rule RULE = rule();
    private static final SampleBid BID = new SampleBid().with("a.bin", 300);
    private static final byte[] SEALED = BID.sealFor(RULE);

    private static SharedKey.Rule rule() {
        List<Recipient.Party> openers = new ArrayList<>();
        for (String kind : List.of("tenderer", "platform", "supervisor", "witness")) {
            Sm2.KeyPair keys = Sm2.generate(RANDOM);
            KEYS.add(keys);
            openers.add(new Recipient.Party(kind, keys.publicKey(), ""));
        }
        return new SharedKey.Rule(3, openers);
    }

    private static SealedHeader header(byte[] sealed) {
        try {
            return EnvelopeCheck.header(new ByteArrayInputStream(sealed));
        } catch (IOException | EnvelopeRefused refused) {
            throw new AssertionError(refused);
        }
    }

    private static Map<Integer, byte[]> shares(int... openers) throws EnvelopeRefused {
        Map<Integer, byte[]> shares = new HashMap<>();
        for (int opener : openers) {
            OpenerShares.Taken taken =
                    OpenerShares.take(header(SEALED), KEYS.get(opener - 1).privateKey());
            shares.put(taken.index(), taken.value());
        }
        return shares;
    }

    @Test
    void anyThreeOfFourOpenTheBid() throws Exception {
        for (int absent = 1; absent <= 4; absent++) {
            int[] present = java.util.stream.IntStream.rangeClosed(1, 4)
                    .filter(withoutOne(absent))
                    .toArray();
            byte[] key = OpenerShares.contentKey(header(SEALED), shares(present));
            SampleBid.Kept kept = new SampleBid.Kept();
            var opened = OpenedBids.openAll(new ByteArrayInputStream(SEALED), key, SampleBid.TRADE, kept);

            assertThat(opened.sheet().price()).isEqualTo("18334233.00");
            assertThat(kept.contents()).isEqualTo(BID.contents());
        }
    }

    private static java.util.function.IntPredicate withoutOne(int absent) {
        return opener -> opener != absent;
    }

    @Test
    void twoSharesDoNotOpenItEvenWithTheTestTakenOut() throws Exception {
        SharedKey shared = header(SEALED).openers().orElseThrow();
        SharedKey two = new SharedKey(2, shared.commitments(), shared.shares(), shared.wrapped());

        assertThatThrownBy(() -> OpenerShares.contentKey(header(SEALED), shares(1, 2)))
                .isInstanceOfSatisfying(EnvelopeRefused.class, refused -> assertThat(refused.problem())
                        .isEqualTo(EnvelopeProblem.SHARE));
        assertThatThrownBy(() -> two.open(shares(1, 2), header(SEALED).place())).hasMessageContaining("wrong key");
    }

    @Test
    void bidderStillOpensItAlone() throws Exception {
        assertThat(SampleBid.check(SEALED)).isInstanceOf(EnvelopeCheck.Sound.class);
        assertThat(OpenedBids.openSheet(new ByteArrayInputStream(SEALED), BID.key(SEALED), SampleBid.TRADE)
                        .price())
                .isEqualTo("18334233.00");
    }

    @Property(tries = 200)
    void everyChangedByteOfAShareIsRefusedAsAShare(
            @ForAll @IntRange(min = 0, max = 31) int where, @ForAll @IntRange(min = 1, max = 255) int bits)
            throws EnvelopeRefused {
        Map<Integer, byte[]> shares = shares(1, 3, 4);
        Objects.requireNonNull(shares.get(3))[where] ^= (byte) bits;

        assertThatThrownBy(() -> OpenerShares.contentKey(header(SEALED), shares))
                .isInstanceOfSatisfying(EnvelopeRefused.class, refused -> {
                    assertThat(refused.problem()).isEqualTo(EnvelopeProblem.SHARE);
                    assertThat(refused.detail()).contains("share 3");
                });
    }

    @Test
    void everyFlippedByteOfTheWholeBidIsRefusedWithTheNameOfTheCheck() {
        for (int i = 0; i < SEALED.length; i++) {
            byte[] changed = SEALED.clone();
            changed[i] ^= 1;
            assertThat(SampleBid.check(changed)).as("byte %d", i).isInstanceOf(EnvelopeCheck.Unsound.class);
        }
    }

    @Test
    void shareCopiedFromAnotherBidIsNotGivenOut() throws Exception {
        SampleBid thief = new SampleBid().with("a.bin", 10);
        SealedHeader own = header(thief.sealFor(RULE));
        SealedHeader stolen = new SealedHeader(
                own.trade(),
                own.bidder(),
                own.created(),
                own.chunkSize(),
                own.keyCheck(),
                own.noncePrefix(),
                own.recipients(),
                header(SEALED).openers());

        assertThatThrownBy(() -> OpenerShares.take(stolen, KEYS.get(0).privateKey()))
                .isInstanceOfSatisfying(EnvelopeRefused.class, refused -> {
                    assertThat(refused.problem()).isEqualTo(EnvelopeProblem.SHARE);
                    assertThat(refused.detail()).contains("another bid");
                });
        assertThatThrownBy(() -> OpenerShares.contentKey(stolen, shares(1, 2, 3)))
                .isInstanceOf(EnvelopeRefused.class);
    }

    @Test
    void shareThatDoesNotFitTheCommitmentsIsNotGivenOut() {
        SealedHeader good = header(SEALED);
        SharedKey shared = good.openers().orElseThrow();
        SharedKey other = header(BID.sealFor(RULE)).openers().orElseThrow();
        SealedHeader mixed = new SealedHeader(
                good.trade(),
                good.bidder(),
                good.created(),
                good.chunkSize(),
                good.keyCheck(),
                good.noncePrefix(),
                good.recipients(),
                Optional.of(new SharedKey(shared.threshold(), other.commitments(), shared.shares(), shared.wrapped())));

        assertThatThrownBy(() -> OpenerShares.take(mixed, KEYS.get(0).privateKey()))
                .isInstanceOfSatisfying(EnvelopeRefused.class, refused -> assertThat(refused.detail())
                        .contains("commitments"));
    }

    @Test
    void strangerHasNoShare() {
        assertThatThrownBy(() ->
                        OpenerShares.take(header(SEALED), Sm2.generate(RANDOM).privateKey()))
                .isInstanceOfSatisfying(EnvelopeRefused.class, refused -> assertThat(refused.problem())
                        .isEqualTo(EnvelopeProblem.WRONG_KEY));
    }

    @Test
    void openersOtherThanTheTendersAreSeen() {
        SharedKey shared = header(SEALED).openers().orElseThrow();
        List<Recipient.Party> swapped = new ArrayList<>(RULE.openers());
        java.util.Collections.swap(swapped, 0, 1);

        assertThat(shared.follows(RULE)).isTrue();
        assertThat(shared.follows(new SharedKey.Rule(2, RULE.openers()))).isFalse();
        assertThat(shared.follows(new SharedKey.Rule(3, swapped))).isFalse();
        assertThat(shared.follows(new SharedKey.Rule(3, RULE.openers().subList(0, 3))))
                .isFalse();
    }

    @Test
    void tenderWithoutOpenersKeepsVersionOne() {
        byte[] first = BID.seal();

        assertThat(header(first).openers()).isEmpty();
        assertThat(new String(header(first).bytes(), java.nio.charset.StandardCharsets.UTF_8))
                .contains("\"v\":1")
                .doesNotContain("openers");
        assertThatThrownBy(() -> OpenerShares.take(header(first), KEYS.get(0).privateKey()))
                .isInstanceOfSatisfying(EnvelopeRefused.class, refused -> assertThat(refused.problem())
                        .isEqualTo(EnvelopeProblem.OPENERS));
    }
}
