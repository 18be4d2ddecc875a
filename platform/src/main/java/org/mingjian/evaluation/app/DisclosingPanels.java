package org.mingjian.evaluation.app;

import java.util.List;
import org.mingjian.evaluation.domain.Panel;
import org.mingjian.evaluation.store.PanelStore;
import org.mingjian.facts.Actor;
import org.mingjian.facts.Fact;
import org.mingjian.facts.FactReader;
import org.mingjian.facts.Facts;
import org.mingjian.tender.TradeFact;
import org.springframework.stereotype.Component;

/**
 * Makes the draw records and the members' names public once the winner is selected, whoever selects him (名单在中标结果确定前保密,
 * 招标投标法 §37). It follows the facts, so no other module has to remember it. What is disclosed stays so: reading again
 * from the first fact discloses nothing twice.
 */
@Component
class DisclosingPanels implements FactReader {

    private static final String TRADE = "trade:";

    private final PanelStore panels;
    private final Facts facts;

    DisclosingPanels(PanelStore panels, Facts facts) {
        this.panels = panels;
        this.facts = facts;
    }

    @Override
    public String name() {
        return "panels";
    }

    @Override
    public void reset() {
        // Owns no table of its own; the mark on a panel is the effect of a disclosure that stands in the record.
    }

    @Override
    public void read(List<Fact> read) {
        read.stream()
                .filter(fact -> fact.kind().equals(TradeFact.WINNER_SELECTED.kind()))
                .filter(fact -> fact.stream().startsWith(TRADE))
                .forEach(fact -> panels.find(fact.stream().substring(TRADE.length()))
                        .filter(panel ->
                                !panel.disclosed() && !panel.drawFacts().isEmpty())
                        .ifPresent(panel -> disclose(fact.stream(), panel)));
    }

    private void disclose(String stream, Panel panel) {
        facts.disclose(stream, List.copyOf(panel.drawFacts()), Actor.SYSTEM, "招标投标法 §37：中标结果已确定");
        panels.disclosed(panel.trade());
    }
}
