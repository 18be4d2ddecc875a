package org.mingjian.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mingjian.kernel.CreditCode.Defect;

class CreditCodeTest {

    private static final String GOOD = "91350200776049653A";

    /** A code in real use whose check character fails. */
    private static final String REAL_BUT_WRONG = "91350203M0001QAY9B";

    @ParameterizedTest
    @ValueSource(
            strings = {
                GOOD,
                "91440101MA5CJQ4N59",
                "913502000728319549",
                "123502001549897397",
                "9135021359498494XQ",
                "91350213678251743X",
                "91440300MA5F7YRE78",
                "12320000466011756J",
                "11140000012150153Y"
            })
    void codesInUseAreGood(String code) {
        assertThat(CreditCode.defects(code)).isEmpty();
        assertThat(CreditCode.of(code).value()).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "91350200776049653",
                "91350200776049653AA",
                "91350200776049653a",
                "9135020077604965 A",
                "９1350200776049653A",
                "9135020O776049653A",
                "I1350200776049653A"
            })
    void anotherShapeIsRefused(String text) {
        assertThat(CreditCode.defects(text)).containsExactly(Defect.SHAPE);
        assertThatThrownBy(() -> CreditCode.of(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aRealCodeThatFailsTheStandardNeedsToBeRegistered() {
        assertThat(CreditCode.defects(REAL_BUT_WRONG)).containsExactly(Defect.CHECK_CHARACTER);
        assertThatThrownBy(() -> CreditCode.of(REAL_BUT_WRONG)).hasMessageContaining("GB 32100");
        assertThat(CreditCode.of(REAL_BUT_WRONG, Set.of(REAL_BUT_WRONG)::contains)
                        .value())
                .isEqualTo(REAL_BUT_WRONG);
    }

    @Test
    void aCodeIsTakenApart() {
        CreditCode code = CreditCode.of("9135021359498494XQ");

        assertThat(code.department()).isEqualTo("9");
        assertThat(code.category()).isEqualTo("1");
        assertThat(code.region()).isEqualTo("350213");
        assertThat(code.body()).isEqualTo("59498494X");
    }

    @Property
    void anyOneWrongDigitIsFound(@ForAll @IntRange(max = 17) int place, @ForAll @IntRange(max = 30) int other) {
        char wrong = "0123456789ABCDEFGHJKLMNPQRTUWXY".charAt(other);
        String text = GOOD.substring(0, place) + wrong + GOOD.substring(place + 1);

        assertThat(CreditCode.defects(text).isEmpty()).isEqualTo(text.equals(GOOD));
    }
}
