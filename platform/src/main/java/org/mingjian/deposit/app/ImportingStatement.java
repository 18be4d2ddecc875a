package org.mingjian.deposit.app;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjian.deposit.DepositError;
import org.mingjian.deposit.domain.BankStatement;
import org.mingjian.deposit.store.BankStore;
import org.mingjian.deposit.store.BankStore.Compared;
import org.mingjian.deposit.store.DepositStore;
import org.mingjian.deposit.store.DepositStore.Numbered;
import org.mingjian.identity.Caller;
import org.mingjian.identity.Organisation;
import org.mingjian.identity.Permission;
import org.mingjian.identity.Reach;
import org.mingjian.kernel.Money;
import org.mingjian.kernel.PlatformException;
import org.mingjian.tender.Tenders;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * 到账核对: each line of the bank's statement is compared with the deposits registered under its reference. What agrees
 * confirms the deposit; every difference is listed for a person, and nothing is decided by it. The same line again
 * (statements overlap) is passed over. The answer names no bidder: the bank's lines are the centre's own knowledge.
 */
@Service
public class ImportingStatement {

    private static final int MOST = 1_000;

    /** @param known lines of earlier statements, passed over */
    public record Imported(int lines, int confirmed, int known, List<Compared> differences) {}

    private final DepositStore deposits;
    private final BankStore bank;
    private final Tenders tenders;
    private final InstantSource clock;

    ImportingStatement(DepositStore deposits, BankStore bank, Tenders tenders, InstantSource clock) {
        this.deposits = deposits;
        this.bank = bank;
        this.tenders = tenders;
        this.clock = clock;
    }

    @Transactional
    public Imported read(String csv, Caller caller) {
        BankStatement statement = statement(csv);
        Instant now = clock.instant();
        int confirmed = 0;
        int known = 0;
        List<Compared> differences = new ArrayList<>();
        for (BankStatement.Line line : statement.lines()) {
            List<Numbered> registered = inReach(deposits.numbered(line.reference()), caller);
            String region = region(registered, caller);
            if (bank.knows(line, region)) {
                known++;
                continue;
            }
            Compared compared = compare(line, registered, now);
            bank.add(compared, new BankStore.Brought(now, caller.name(), region));
            if (compared.difference() == null) {
                confirmed++;
            } else {
                differences.add(compared);
            }
        }
        return new Imported(statement.lines().size(), confirmed, known, List.copyOf(differences));
    }

    public List<Compared> differences(Caller caller) {
        return bank.differences(caller.reach(Permission.DEPOSIT_KEEP), MOST);
    }

    /** A statement confirms no deposit of a trade elsewhere, nor tells that there is one. */
    private List<Numbered> inReach(List<Numbered> registered, Caller caller) {
        Reach reach = caller.reach(Permission.DEPOSIT_KEEP);
        return reach.isEverything()
                ? registered
                : registered.stream()
                        .filter(one -> reach.covers(tenders.get(one.trade()).place()))
                        .toList();
    }

    private @Nullable String region(List<Numbered> registered, Caller caller) {
        if (!registered.isEmpty()) {
            return tenders.get(registered.getFirst().trade()).regionCode();
        }
        Organisation own = caller.organisation();
        return own == null ? null : own.regionCode();
    }

    private static BankStatement statement(String csv) {
        try {
            return BankStatement.of(csv);
        } catch (IllegalArgumentException unreadable) {
            throw new PlatformException(
                    DepositError.STATEMENT_UNREADABLE, String.valueOf(unreadable.getMessage()), unreadable);
        }
    }

    private Compared compare(BankStatement.Line line, List<Numbered> registered, Instant now) {
        if (registered.isEmpty()) {
            return compared(line, null, "NO_SUCH_DEPOSIT");
        }
        for (Numbered deposit : registered) {
            if (deposit.confirmedAt() == null && deposit.amount().amount().compareTo(line.amount()) == 0) {
                deposits.confirm(deposit.id(), now);
                return compared(line, deposit.id(), null);
            }
        }
        boolean paidBefore = registered.stream().allMatch(deposit -> deposit.confirmedAt() != null);
        return compared(line, registered.getFirst().id(), paidBefore ? "PAID_TWICE" : "AMOUNT_DIFFERS");
    }

    private static Compared compared(BankStatement.Line line, @Nullable UUID deposit, @Nullable String difference) {
        return new Compared(
                UUID.randomUUID(),
                line.day(),
                new Money(line.amount()),
                line.payerAccount(),
                line.reference(),
                deposit,
                difference);
    }
}
