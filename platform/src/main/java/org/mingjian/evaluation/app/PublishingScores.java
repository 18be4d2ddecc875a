package org.mingjian.evaluation.app;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.mingjian.evaluation.PublicScores;
import org.mingjian.evaluation.domain.EvaluatedBid;
import org.mingjian.evaluation.domain.OpenedBids;
import org.mingjian.evaluation.domain.PublicSheet;
import org.mingjian.evaluation.domain.Standing;
import org.mingjian.evaluation.store.EvaluationStore;
import org.mingjian.tender.Tenders;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Makes the public record of the scoring out of the report that the panel signed. */
@Service
class PublishingScores implements PublicScores {

    private final EvaluationStore store;
    private final OpenedBids opened;
    private final Tenders tenders;

    PublishingScores(EvaluationStore store, OpenedBids opened, Tenders tenders) {
        this.store = store;
        this.opened = opened;
        this.tenders = tenders;
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<ObjectNode> of(String tradeCode) {
        Optional<Standing> reported =
                store.find(tradeCode).filter(standing -> standing.step() == Standing.Step.REPORTED);
        if (reported.isEmpty()) {
            return Optional.empty();
        }
        JsonNode report =
                JsonMapper.shared().readTree(String.valueOf(reported.get().report()));
        if (!report.has("sheet")) {
            return Optional.empty();
        }
        Map<String, EvaluatedBid> read = opened.of(tenders.get(tradeCode).stream()).stream()
                .collect(Collectors.toMap(EvaluatedBid::id, Function.identity()));
        return Optional.of(
                new PublicSheet(report).body(String.valueOf(reported.get().digest()), read));
    }
}
