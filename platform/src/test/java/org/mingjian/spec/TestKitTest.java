package org.mingjian.spec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mingjian.spec.SpecDifference.Kind;
import org.mingjian.spec.store.SpecFiles;

/** Every dataset of every version has a record that passes and one that fails the check it says. */
class TestKitTest {

    @ParameterizedTest
    @ValueSource(strings = {"2.0", "2.0-FJ4"})
    void eachPairHoldsWhatItPromises(String name) {
        SpecFiles specs = SpecFiles.published();
        Specification version = specs.find(name).orElseThrow();
        Checks checks = specs.checksOf(version);
        TestKit kit = new TestKit(version, checks);

        assertThat(kit.datasets()).hasSizeGreaterThan(60);
        for (Dataset dataset : kit.datasets()) {
            TestKit.Pair pair = kit.of(dataset);
            assertThat(checks.check(pair.good()).problems())
                    .as(dataset.number())
                    .isEmpty();
            assertThat(checks.check(pair.bad()).problems())
                    .as(dataset.number())
                    .anyMatch(problem -> problem.rule().equals(pair.rule())
                            && problem.field().equals(pair.field()));
            assertThat(pair.bad().key()).isNotEqualTo(pair.good().key());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.0-FJ4"})
    void theDifferenceIsTheSameBothWays(String name) {
        SpecFiles specs = SpecFiles.published();
        Specification nation = specs.national();
        Specification province = specs.find(name).orElseThrow();

        SpecDifference there = SpecDifference.between(nation, province);
        SpecDifference back = SpecDifference.between(province, nation);

        assertThat(there.changes()).isNotEmpty().hasSameSizeAs(back.changes());
        assertThat(there.changes())
                .filteredOn(change -> change.field().code().equals("OPERATION_NAME")
                        && change.dataset().number().equals("500"))
                .extracting(SpecDifference.Change::kind)
                .containsExactly(Kind.ADDED);
        assertThat(SpecDifference.between(nation, nation).changes()).isEmpty();
    }
}
