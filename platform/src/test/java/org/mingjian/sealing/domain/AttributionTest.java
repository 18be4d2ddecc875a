package org.mingjian.sealing.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.mingjian.sealing.Blame;
import org.mingjian.sealing.OpeningCause;
import org.mingjian.sealing.domain.Attribution.Evidence;

/** 20号令 §31 as a table: whatever is on record, nobody is blamed for what he did not cause. */
class AttributionTest {

    @Provide
    Arbitrary<Evidence> evidence() {
        var bools = Arbitraries.of(true, false);
        Arbitrary<OpeningCause> causes = Arbitraries.of(OpeningCause.class).injectNull(0.2);
        return Combinators.combine(bools, bools, bools, causes).as(Evidence::new);
    }

    private static Blame blamed(Evidence evidence) {
        return Attribution.next(Blame.OPEN, Attribution.found(evidence));
    }

    @Property
    void everyRecordIsDecidedOrLeftToPeople(@ForAll("evidence") Evidence evidence) {
        assertThat(blamed(evidence)).isNotEqualTo(Blame.OPEN);
        assertThat(blamed(evidence) == Blame.NONE).isEqualTo(evidence.opened());
    }

    @Property
    void aBidderIsNeverBlamedForBytesThatThePlatformLost(@ForAll("evidence") Evidence evidence) {
        if (!evidence.opened() && (!evidence.intact() || evidence.unfinished())) {
            assertThat(blamed(evidence)).isEqualTo(Blame.OTHERS);
            assertThat(Attribution.cause(evidence)).isEqualTo(OpeningCause.PLATFORM);
        }
    }

    @Property
    void aLineThatWasCutIsNeverDecidedByTheMachine(@ForAll("evidence") Evidence evidence) {
        boolean whole = !evidence.opened() && evidence.intact() && !evidence.unfinished();
        if (whole && evidence.cause() == OpeningCause.NETWORK) {
            assertThat(blamed(evidence)).isEqualTo(Blame.PENDING);
        }
    }

    @Property
    void theCauseInTheRecordLeadsToTheSameBlameAsTheEvidence(@ForAll("evidence") Evidence evidence) {
        if (!evidence.opened()) {
            assertThat(Attribution.of(Attribution.cause(evidence))).isEqualTo(blamed(evidence));
        }
    }

    @Property
    void onlyTheBiddersOwnFailureIsBlamedOnHim(@ForAll("evidence") Evidence evidence) {
        if (blamed(evidence) == Blame.BIDDER) {
            assertThat(evidence.opened()).isFalse();
            assertThat(evidence.intact()).isTrue();
            assertThat(evidence.unfinished()).isFalse();
            assertThat(evidence.cause()).isNotIn(OpeningCause.PLATFORM, OpeningCause.NETWORK);
        }
    }

    @Provide
    Arbitrary<List<Finding>> walks() {
        return Arbitraries.of(Finding.class).list().ofMaxSize(12);
    }

    /** Any sequence of findings: what the table has no edge for changes nothing, and a ruling is never lost. */
    @Property
    void randomWalksStayOnTheTable(@ForAll("walks") List<Finding> walk) {
        Blame now = Blame.OPEN;
        List<Blame> seen = new ArrayList<>(List.of(now));
        for (Finding finding : walk) {
            var next = Attribution.TABLE.next(now, finding, now);
            boolean ruling = finding == Finding.RULED_BIDDER || finding == Finding.RULED_OTHERS;
            if (now != Blame.OPEN) {
                assertThat(next.isPresent())
                        .as("after the end of the window only people change it: %s %s", now, finding)
                        .isEqualTo(ruling && now != Blame.NONE && changes(now, finding));
            }
            now = next.orElse(now);
            seen.add(now);
        }
        assertThat(seen.indexOf(Blame.NONE) < 0 || now == Blame.NONE)
                .as("what was opened stays opened")
                .isTrue();
        assertThat(seen.lastIndexOf(Blame.OPEN)).isLessThanOrEqualTo(firstMove(seen));
    }

    private static int firstMove(List<Blame> seen) {
        int first = 0;
        while (first + 1 < seen.size() && seen.get(first + 1) == Blame.OPEN) {
            first++;
        }
        return first;
    }

    private static boolean changes(Blame now, Finding ruling) {
        Blame wanted = ruling == Finding.RULED_BIDDER ? Blame.BIDDER : Blame.OTHERS;
        return now != wanted;
    }

    @Example
    void everyStateIsReachedAndEveryFindingUsed() {
        Set<Blame> reached = EnumSet.of(Attribution.TABLE.start());
        Set<Finding> used = EnumSet.noneOf(Finding.class);
        for (Map<Finding, Blame> row : Attribution.TABLE.edges().values()) {
            reached.addAll(row.values());
            used.addAll(row.keySet());
        }

        assertThat(reached).containsExactlyInAnyOrder(Blame.values());
        assertThat(used).containsExactlyInAnyOrder(Finding.values());
    }

    @Example
    void everyCauseHasItsBlame() {
        for (OpeningCause cause : OpeningCause.values()) {
            assertThat(Attribution.of(cause)).as(cause.name()).isIn(Blame.BIDDER, Blame.OTHERS, Blame.PENDING);
        }
        assertThat(Attribution.of(OpeningCause.WRONG_KEY)).isEqualTo(Blame.BIDDER);
        assertThat(Attribution.of(OpeningCause.EXPIRED_CERTIFICATE)).isEqualTo(Blame.BIDDER);
        assertThat(Attribution.of(OpeningCause.DAMAGED)).isEqualTo(Blame.BIDDER);
        assertThat(Attribution.of(OpeningCause.PLATFORM)).isEqualTo(Blame.OTHERS);
        assertThat(Attribution.of(OpeningCause.NETWORK)).isEqualTo(Blame.PENDING);
    }
}
