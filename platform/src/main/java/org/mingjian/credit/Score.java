package org.mingjian.credit;

import java.time.LocalDate;
import java.util.List;

/**
 * A credit score with every reason. It decides nothing by itself: it is used only where the documents of a tender
 * say so.
 *
 * @param model name of the model that was in force on the day
 * @param serious true when the subject has two collusion or forgery decisions within three years (条例 §67、§68; CR-06)
 */
public record Score(
        String model,
        String basis,
        LocalDate day,
        int base,
        int ceiling,
        int value,
        List<Reason> reasons,
        boolean serious) {

    /** One record and what it does to the score. */
    public record Reason(String decision, String category, LocalDate decidedOn, int points) {}
}
