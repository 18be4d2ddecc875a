package org.mingjian.evaluation.scoring;

import java.util.List;

/** A bid whose price starts an abnormally-low-price inquiry (异常低价审查); it rejects nothing by itself. */
public record LowPriceAlert(String id, List<String> reasons) {}
