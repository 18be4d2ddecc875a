package org.mingjian.draw.app;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.mingjian.draw.DrawError;
import org.mingjian.draw.DrawPlan;
import org.mingjian.draw.DrawRecords;
import org.mingjian.draw.DrawState;
import org.mingjian.draw.domain.Pool;
import org.mingjian.draw.store.DrawStore;
import org.mingjian.facts.Fact;
import org.mingjian.facts.Facts;
import org.mingjian.kernel.CanonicalJson;
import org.mingjian.kernel.PlatformException;
import org.mingjian.tender.Tenders;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * 抽取记录: the file with which a stranger repeats a draw. It holds the facts of the draw with their proofs, the order and
 * who was taken; a secret draw has one only after its pool was disclosed.
 */
@Service
public class PublishingDraws implements DrawRecords {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String DRAW = "draw";

    private final DrawStore store;
    private final Tenders tenders;
    private final Facts facts;

    PublishingDraws(DrawStore store, Tenders tenders, Facts facts) {
        this.store = store;
        this.tenders = tenders;
        this.facts = facts;
    }

    @Override
    public byte[] record(String draw) {
        DrawStore.Row row = store.find(draw).orElseThrow(() -> new PlatformException(DrawError.DRAW_NOT_FOUND, draw));
        Fact pooled = facts.find(row.poolFact()).orElseThrow();
        if (row.state() != DrawState.DRAWN) {
            throw new PlatformException(DrawError.WRONG_DRAW_STATE, row.state().title());
        }
        if (!pooled.disclosed()) {
            throw new PlatformException(DrawError.DRAW_SEALED, draw);
        }
        ObjectNode written = JsonMapper.shared().createObjectNode();
        written.put("type", DRAW).put("v", 1).put(DRAW, draw);
        ArrayNode evidence = written.putArray("evidence");
        List<Fact> own = facts.ofStream(tenders.get(row.trade()).stream()).stream()
                .filter(fact ->
                        fact.kind().startsWith("draw.") && fact.text(DRAW).equals(draw))
                .toList();
        own.forEach(fact -> evidence.add(JsonMapper.shared().valueToTree(facts.evidence(fact.id(), "fact", PATIENCE))));
        String output = String.valueOf(row.output());
        Pool pool = Pool.read(pooled.body().path("entries"));
        List<DrawPlan.Lot> lots = KeepingDraws.lots(row);
        ArrayNode orders = written.putArray("order");
        for (DrawPlan.Lot lot : lots) {
            ArrayNode ids = orders.addObject().put("lot", lot.lot()).putArray("ids");
            pool.order(lot.lot(), output).forEach(ids::add);
        }
        ArrayNode taken = written.putArray("taken");
        pool.take(lots, output).forEach(one -> taken.addObject()
                .put("lot", one.lot())
                .put("index", one.index())
                .put("id", one.id()));
        return (new String(CanonicalJson.bytes(written), StandardCharsets.UTF_8) + "\n")
                .getBytes(StandardCharsets.UTF_8);
    }
}
