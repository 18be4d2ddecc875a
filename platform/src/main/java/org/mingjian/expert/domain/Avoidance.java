package org.mingjian.expert.domain;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mingjian.expert.ExpertView;
import org.mingjian.expert.Interested;
import org.mingjian.expert.Tie;

/**
 * 自动回避: an expert who works for, worked in the last three years for, holds a share of, or has a near relative at an
 * interested organisation is not drawn (条例 §46; 12号令 §12; three years: 26号令).
 */
public final class Avoidance {

    private static final int YEARS_BACK = 3;

    private Avoidance() {}

    /** The first reason in words, or empty. It names no organisation: whoever reads it may not know the bidders. */
    public static Optional<String> reason(ExpertView expert, List<Interested> interested, LocalDate day) {
        for (Interested organisation : interested) {
            if (isSame(expert.employer(), expert.employerCode(), organisation)) {
                return Optional.of("现任职单位为" + organisation.role());
            }
            for (Tie tie : expert.ties()) {
                if (isSame(tie.organisation(), tie.creditCode(), organisation) && stillCounts(tie, day)) {
                    return Optional.of(tie.kind().title() + "：" + organisation.role());
                }
            }
        }
        return Optional.empty();
    }

    private static boolean stillCounts(Tie tie, LocalDate day) {
        LocalDate until = tie.until();
        return until == null || !until.isBefore(day.minusYears(YEARS_BACK));
    }

    /** By credit code where both have one; else by name, blanks and the two kinds of brackets aside. */
    private static boolean isSame(String name, @Nullable String code, Interested organisation) {
        if (code != null && organisation.creditCode() != null) {
            return code.equalsIgnoreCase(organisation.creditCode());
        }
        return plain(name).equals(plain(organisation.name()));
    }

    private static String plain(String name) {
        return name.replaceAll("\\s", "").replace('（', '(').replace('）', ')');
    }
}
