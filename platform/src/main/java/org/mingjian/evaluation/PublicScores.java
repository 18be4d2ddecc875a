package org.mingjian.evaluation;

import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** 评分记录: how the bids were scored, as everybody may know it once the candidates are published. */
public interface PublicScores {

    /**
     * The body of the fact {@code scores.published}; its form is in {@code docs/formats.md}. It has the sheet, the
     * answer and the report's digest, and neither members, nor which of them gave a mark, nor what a bid says.
     *
     * @return empty until the report is handed in, and where every bid was rejected
     */
    Optional<ObjectNode> of(String tradeCode);
}
