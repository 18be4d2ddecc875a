package org.mingjian.evaluation.scoring;

import java.util.List;

/** 评标基准价, exact, with the steps that led to it in words. */
public record Base(Ratio price, List<String> steps) {
    static Base of(Ratio price, String... steps) {
        return new Base(price, List.of(steps));
    }
}
