package org.mingjian.draw.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mingjian.draw.DrawParty;
import org.mingjian.draw.DrawPurpose;
import org.mingjian.draw.DrawState;
import org.mingjian.draw.DrawView;
import org.mingjian.draw.store.DrawStore;
import org.mingjian.identity.Caller;
import org.mingjian.identity.Permission;
import org.mingjian.identity.Role;
import org.mingjian.tender.Duties;
import org.mingjian.tender.Duty;
import org.mingjian.tender.Tenders;
import org.mingjian.tender.TradeView;
import org.springframework.stereotype.Component;

/** Whose seed a draw is waiting for. */
@Component
class DrawDuties implements Duties {

    private final DrawStore store;
    private final KeepingDraws draws;
    private final Tenders tenders;

    DrawDuties(DrawStore store, KeepingDraws draws, Tenders tenders) {
        this.store = store;
        this.draws = draws;
        this.tenders = tenders;
    }

    @Override
    public List<Duty> of(Caller caller) {
        var duties = new ArrayList<Duty>();
        if (caller.may(Permission.DRAW_SEED)) {
            store.open(null).forEach(row -> duty(row, caller).ifPresent(duties::add));
        }
        return duties;
    }

    private Optional<Duty> duty(DrawStore.Row row, Caller caller) {
        TradeView trade = tenders.get(row.trade());
        boolean own = caller.organisation() != null
                && trade.isRunBy(caller.organisation().id());
        boolean supervises = caller.is(Role.SUPERVISOR) && caller.reaches(Permission.DRAW_SEED, trade.place());
        if (!own && !supervises) {
            return Optional.empty();
        }
        DrawView.PartySeed part =
                draws.view(row).of(caller.is(Role.SUPERVISOR) ? DrawParty.SUPERVISOR : DrawParty.TENDERER);
        boolean done = row.state() == DrawState.COMMITTING ? part.commitment() != null : part.seed() != null;
        return done
                ? Optional.empty()
                : Optional.of(new Duty(
                        "draw:" + row.id(),
                        "参与随机抽取：" + row.purpose().title(),
                        row.state() == DrawState.COMMITTING ? "由您的浏览器生成一个随机数并提交承诺，一次点击即可" : "公开您已承诺的随机数，抽取随即完成",
                        "招标投标法实施条例 §46",
                        row.revealBy(),
                        null,
                        "/trades/" + row.trade() + (row.purpose() == DrawPurpose.EXPERTS ? "/experts" : "/opening"),
                        new Duty.Trade(trade.code(), trade.title())));
    }
}
