package org.mingjian.sealing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.mingjian.facts.Actor;
import org.mingjian.identity.Accounts;
import org.mingjian.identity.Organisation;
import org.mingjian.kernel.Money;
import org.mingjian.tender.Tenders;
import org.mingjian.tender.Terms;
import org.mingjian.tender.TradeAct;
import org.mingjian.tender.TradeFact;

/** Trades that are open for bids, of the sample tenderer and agency. */
public final class Tendering {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final Tenders tenders;
    private final Accounts accounts;

    public Tendering(Tenders tenders, Accounts accounts) {
        this.tenders = tenders;
        this.accounts = accounts;
    }

    /** @return the code of a trade whose bids close at the deadline and that gives ten minutes to decrypt */
    public String closingAt(Instant deadline) {
        return with(terms(deadline));
    }

    /** The same with other terms. */
    public String with(Terms terms) {
        int number = NUMBER.incrementAndGet();
        String code = "A01-12320000466011756J-20240115-%06d-S".formatted(number);
        Organisation tenderer = organisation("tenderer");
        Organisation agency = organisation("agency");
        tenders.open(
                new Tenders.NewTrade(
                        code,
                        "P" + number,
                        "T" + number,
                        "S" + number,
                        "清河大桥工程施工",
                        "construction",
                        "990100",
                        tenderer.id(),
                        tenderer.name(),
                        agency.id(),
                        agency.name(),
                        LocalDate.of(2026, 1, 1)),
                TradeAct.open(TradeFact.TRADE_REGISTERED, Actor.SYSTEM, Map.of()));
        tenders.recordTerms(
                        code, none -> terms, List.of(TradeAct.open(TradeFact.NOTICE_PUBLISHED, Actor.SYSTEM, Map.of())))
                .orRefuse();
        return code;
    }

    private Organisation organisation(String login) {
        UUID id = accounts.accountByLogin(login).orElseThrow().organisation();
        if (id == null) {
            throw new AssertionError(login);
        }
        return accounts.organisation(id).orElseThrow();
    }

    public static Terms terms(Instant deadline) {
        return new Terms(
                Money.of("20000000.00"),
                Money.of("400000.00"),
                deadline.minusSeconds(20 * 86_400),
                deadline.minusSeconds(10 * 86_400),
                deadline,
                90,
                10,
                true,
                "EM-1",
                null,
                List.of(),
                3,
                "桥梁一座",
                "市政公用工程施工总承包二级",
                365,
                "合格",
                "清河县",
                null,
                null);
    }
}
