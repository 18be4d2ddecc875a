package org.mingjian.sealing.app;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mingjian.identity.Caller;
import org.mingjian.identity.Organisation;
import org.mingjian.identity.Permission;
import org.mingjian.sealing.store.BidStore;
import org.mingjian.tender.Duties;
import org.mingjian.tender.Duty;
import org.mingjian.tender.Tenders;
import org.mingjian.tender.TradeView;
import org.springframework.stereotype.Component;

/** 提醒演练: until the deadline, to a bidder who has not opened his own bid yet, and to him alone. */
@Component
class RehearsalDuties implements Duties {

    private static final String BASIS = "电子招标投标办法（20号令）§30、§31";

    private final BidStore bids;
    private final Rehearsing rehearsing;
    private final Tenders tenders;
    private final InstantSource clock;

    RehearsalDuties(BidStore bids, Rehearsing rehearsing, Tenders tenders, InstantSource clock) {
        this.bids = bids;
        this.rehearsing = rehearsing;
        this.tenders = tenders;
        this.clock = clock;
    }

    @Override
    public List<Duty> of(Caller caller) {
        Organisation own = caller.organisation();
        if (own == null || !caller.may(Permission.BID_SUBMIT)) {
            return List.of();
        }
        List<Duty> duties = new ArrayList<>();
        for (String code : bids.waitingOf(own.id())) {
            bids.of(code, own.id()).flatMap(this::duty).ifPresent(duties::add);
        }
        return duties;
    }

    private Optional<Duty> duty(BidStore.Row bid) {
        TradeView trade = tenders.get(bid.trade());
        Instant deadline = trade.requireTerms().bidDeadline();
        Optional<Rehearsing.RehearsalView> tried = rehearsing.ofCurrent(bid);
        if (clock.instant().isAfter(deadline)
                || tried.filter(Rehearsing.RehearsalView::opened).isPresent()) {
            return Optional.empty();
        }
        String why = tried.map(view -> "上次演练没有打开：" + view.words() + "。截止前可以替换投标文件或更换证书")
                .orElse("还没有试过：用您的证书在本机打开平台所存的投标文件，开标时才不会解密失败");
        return Optional.of(new Duty(
                "rehearsal:" + trade.code(),
                "解密演练",
                why,
                BASIS,
                deadline,
                bid.receivedAt(),
                "/trades/" + trade.code() + "/bid",
                new Duty.Trade(trade.code(), trade.title())));
    }
}
