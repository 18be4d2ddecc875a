package org.mingjian.evaluation.domain;

import java.util.List;

/** The bids that were opened and read out, from the trade's own facts. */
public interface OpenedBids {
    List<EvaluatedBid> of(String stream);
}
