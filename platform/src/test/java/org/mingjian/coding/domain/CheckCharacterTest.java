package org.mingjian.coding.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckCharacterTest {

    @Test
    void publishedExamplesOfIso7064AreRight() {
        assertThat(CheckCharacter.MOD_37_36.of("A12425GABC1234002")).isEqualTo('M');
        assertThat(CheckCharacter.MOD_37_2.of("A999914123456")).isEqualTo('N');
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A01-12320000466011756J-20240115-000001-S",
                "A01-12320000466011756J-20240115-000002-Q",
                "A02-12320200466372674G-20240115-000001-S",
                "B01-12320200466372674G-20160801-000001-J",
                "B01-12320200466372674G-20160801-000002-H",
                "C01-12532500067137175R-20240115-000001-G",
                "D01-11140000012150153Y-20240115-000001-*",
                "D01-11140000012150153Y-20240115-000002-Y"
            })
    void theVectorsOfTheTradeCodeAreRight(String code) {
        String unchecked = code.substring(0, 38).replace("-", "");

        assertThat(CheckCharacter.MOD_37_2.of(unchecked)).isEqualTo(code.charAt(39));
    }

    /** What the three algorithms make of five codes found in use: none of them explains all five. */
    @ParameterizedTest
    @CsvSource({
        "D01-12350100MB02709751-20190627-527731,7,G",
        "D03-12350100MB02709751-20200319-102642,A,D",
        "B01-12350100MB02709751-20161231-211018,T,B",
        "A99-91359128593462349A-20170601-002267,6,X",
        "D03-12350000315580441D-20170928-105294,D,5"
    })
    void receivedCodesDoNotAgreeOnOneAlgorithm(String unchecked, char mod372, char mod3736) {
        String bare = unchecked.replace("-", "");

        assertThat(CheckCharacter.MOD_37_2.of(bare)).isEqualTo(mod372);
        assertThat(CheckCharacter.MOD_37_36.of(bare)).isEqualTo(mod3736);
        assertThat(CheckCharacter.NONE.of(bare)).isEqualTo('0');
    }

    @Property
    void anyOneWrongCharacterIsFound(
            @ForAll @StringLength(35) @CharRange(from = 'A', to = 'Z') @CharRange(from = '0', to = '9') String text,
            @ForAll @IntRange(max = 34) int place,
            @ForAll @IntRange(max = 35) int other) {
        char wrong = CheckCharacter.ALPHABET.charAt(other);
        String changed = text.substring(0, place) + wrong + text.substring(place + 1);

        assertThat(CheckCharacter.MOD_37_2.of(changed) == CheckCharacter.MOD_37_2.of(text))
                .isEqualTo(changed.equals(text));
    }

    @Property
    void anyTwoNeighboursExchangedAreFound(
            @ForAll @StringLength(35) @CharRange(from = 'A', to = 'Z') @CharRange(from = '0', to = '9') String text,
            @ForAll @IntRange(max = 33) int place) {
        String changed =
                text.substring(0, place) + text.charAt(place + 1) + text.charAt(place) + text.substring(place + 2);

        assertThat(CheckCharacter.MOD_37_2.of(changed) == CheckCharacter.MOD_37_2.of(text))
                .isEqualTo(changed.equals(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "-", "*", "中", " "})
    void whatIsNoDigitOrCapitalLetterIsRefused(String text) {
        assertThatThrownBy(() -> CheckCharacter.MOD_37_2.of(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
