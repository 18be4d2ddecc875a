package org.mingjian.identity.app;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjian.facts.Facts;
import org.mingjian.facts.NewFact;
import org.mingjian.facts.Secrecy;
import org.mingjian.identity.Caller;
import org.mingjian.identity.DataScope;
import org.mingjian.identity.IdentityError;
import org.mingjian.identity.Rights.Right;
import org.mingjian.identity.domain.Change;
import org.mingjian.identity.domain.Proposal;
import org.mingjian.identity.store.AccountStore;
import org.mingjian.identity.store.ProposalStore;
import org.mingjian.identity.store.RightStore;
import org.mingjian.identity.store.RightStore.NewGrant;
import org.mingjian.kernel.Outcome;
import org.mingjian.kernel.PlatformException;
import org.mingjian.pki.TrustedCertificates;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The second person: activates what another proposed, and only then it takes effect; or rejects it with a reason. */
@Service
public class DecidingChanges {

    private static final String THREE = "《公共资源交易平台系统运行管理办法》§22；GB/T 22239-2019 8.1.5";
    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    /**
     * What was activated.
     *
     * @param account whom it concerns; null when it concerns no account
     * @param login or, for the trust list, the authority's short name
     * @param initialPassword told once, to be changed at the first login; null when none was made
     */
    public record Activated(
            @Nullable UUID account, String login, @Nullable String initialPassword) {}

    /** What an activation reaches beside rights. */
    @Component
    record Reached(KeepingPasswords passwords, TrustedCertificates trusted, ProposingSettings settings) {}

    private final ProposalStore proposals;
    private final AccountStore accounts;
    private final RightStore rights;
    private final GivingRights giving;
    private final KeepingPasswords passwords;
    private final TrustedCertificates trusted;
    private final ProposingSettings settings;
    private final Facts facts;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    DecidingChanges(
            ProposalStore proposals,
            AccountStore accounts,
            RightStore rights,
            GivingRights giving,
            Reached reached,
            Facts facts,
            InstantSource clock) {
        this.proposals = proposals;
        this.accounts = accounts;
        this.rights = rights;
        this.giving = giving;
        this.passwords = reached.passwords();
        this.trusted = reached.trusted();
        this.settings = reached.settings();
        this.facts = facts;
        this.clock = clock;
    }

    @Transactional
    public Activated activate(UUID id, Caller caller) {
        Proposal proposal = waiting(id);
        requireSecondPerson(proposal, caller);
        proposals.decide(id, caller.account(), clock.instant(), Proposal.Outcome.ACTIVATED, "");
        Activated done = carryOut(proposal, caller);
        UUID account = done.account();
        Object about = account == null ? done.login() : account;
        note(id, "proposal.activated", caller, Map.of("proposal", id, "account", about));
        return done;
    }

    @Transactional
    public void reject(UUID id, String reason, Caller caller) {
        Proposal proposal = waiting(id);
        requireSecondPerson(proposal, caller);
        proposals.decide(id, caller.account(), clock.instant(), Proposal.Outcome.REJECTED, reason);
        note(id, "proposal.rejected", caller, Map.of("proposal", id, "reason", reason));
    }

    private Proposal waiting(UUID id) {
        Proposal proposal = proposals
                .lock(id)
                .orElseThrow(() -> new PlatformException(IdentityError.PROPOSAL_NOT_FOUND, id.toString()));
        if (!proposal.isOpen()) {
            throw new PlatformException(IdentityError.PROPOSAL_DECIDED, id.toString());
        }
        return proposal;
    }

    /** Another natural person than the proposer, and not the one it is about. */
    private void requireSecondPerson(Proposal proposal, Caller caller) {
        byte[] own = accounts.account(caller.account()).orElseThrow().person().digest();
        byte[] proposer =
                accounts.account(proposal.wantedBy()).orElseThrow().person().digest();
        boolean same = caller.account().equals(proposal.wantedBy()) || (own != null && Arrays.equals(own, proposer));
        boolean concerned = caller.account().equals(proposal.change().concerns())
                || (proposal.change() instanceof Change.OpenAccount open
                        && own != null
                        && HexFormat.of().formatHex(own).equals(open.person()));
        if (same || concerned) {
            Outcome.refused("SECOND_PERSON_NEEDED", THREE, same ? "提议人不能自己激活" : "不能决定涉及本人的提议")
                    .orRefuse();
        }
    }

    private Activated carryOut(Proposal proposal, Caller caller) {
        Instant now = clock.instant();
        return switch (proposal.change()) {
            case Change.OpenAccount open -> open(open, proposal.id());
            case Change.GiveRight give -> {
                AccountStore.Row row = account(give.account());
                giving.requireCompatible(
                        row.person().digest(),
                        give.account(),
                        Set.of(give.grant().role()));
                give(give.account(), row.view().organisation(), row.person().post(), give.grant(), proposal.id());
                yield told(row, null);
            }
            case Change.EndRight end -> {
                rights.end(end.grant(), now, end.reason());
                yield told(changed(end.account()), null);
            }
            case Change.CloseAccount close -> {
                accounts.open(close.account(), false);
                rights.endAll(close.account(), now, "停用：" + close.reason());
                passwords.endSessions(close.account());
                yield told(changed(close.account()), null);
            }
            case Change.ReopenAccount reopen -> {
                accounts.open(reopen.account(), true);
                yield told(changed(reopen.account()), null);
            }
            case Change.MovePerson move -> {
                accounts.move(move.account(), move.organisation(), move.post());
                rights.endAll(move.account(), now, "调动");
                passwords.endSessions(move.account());
                yield told(changed(move.account()), null);
            }
            case Change.ResetPassword reset -> {
                String initial = initialPassword();
                passwords.reset(reset.account(), initial);
                yield told(account(reset.account()), initial);
            }
            case Change.Delegate delegate -> delegate(delegate, proposal);
            case Change.ChangeTrust trust -> {
                trusted.trust(trust.wanted(), trust.basis());
                yield new Activated(null, trust.authority(), null);
            }
            case Change.ChangeSetting setting -> {
                settings.activate(setting, caller);
                yield new Activated(null, setting.about(), null);
            }
        };
    }

    private Activated open(Change.OpenAccount open, UUID proposal) {
        byte[] person = HexFormat.of().parseHex(open.person());
        giving.requireCompatible(person, null, ProposingChanges.roles(open.grants()));
        String initial = initialPassword();
        UUID id = UUID.randomUUID();
        var row = new AccountStore.NewRow(
                id, open.login(), open.name(), open.organisation(), new AccountStore.Person(person, open.post()));
        try {
            accounts.add(row, passwords.hashInitial(initial), true, clock.instant());
        } catch (DuplicateKeyException e) {
            throw new PlatformException(IdentityError.LOGIN_TAKEN, open.login(), e);
        }
        open.grants().forEach(wanted -> give(id, open.organisation(), open.post(), wanted, proposal));
        return new Activated(id, open.login(), initial);
    }

    private void give(
            UUID account, @Nullable UUID organisation, @Nullable UUID post, Change.Wanted wanted, UUID proposal) {
        String region = wanted.region();
        DataScope own = giving.own(wanted.role(), organisation);
        DataScope scope = new DataScope(
                region == null ? own.region() : DataScope.prefix(region),
                wanted.department(),
                wanted.tradeKind(),
                wanted.trade(),
                Set.of());
        Right right = new Right(null, wanted.role(), scope, clock.instant(), wanted.endsAt());
        giving.give(new NewGrant(account, organisation, post, right, "PROPOSAL", proposal, null));
    }

    private Activated delegate(Change.Delegate delegate, Proposal proposal) {
        AccountStore.Row to = account(delegate.account());
        RightStore.Grant lent = rights.find(delegate.grant())
                .filter(found -> found.endedAt() == null && found.account().equals(proposal.wantedBy()))
                .orElseThrow(() -> new PlatformException(
                        IdentityError.RIGHT_NOT_FOUND, delegate.grant().toString()));
        giving.requireCompatible(
                to.person().digest(), delegate.account(), Set.of(lent.right().role()));
        Right right = new Right(null, lent.right().role(), lent.right().scope(), delegate.from(), delegate.until());
        giving.give(new NewGrant(
                delegate.account(), to.view().organisation(), null, right, "DELEGATED", proposal.id(), lent.id()));
        return told(to, null);
    }

    private AccountStore.Row account(UUID id) {
        return accounts.account(id)
                .orElseThrow(() -> new PlatformException(IdentityError.ACCOUNT_NOT_FOUND, id.toString()));
    }

    private AccountStore.Row changed(UUID account) {
        giving.changed();
        return account(account);
    }

    private static Activated told(AccountStore.Row row, @Nullable String initialPassword) {
        return new Activated(row.view().id(), row.view().login(), initialPassword);
    }

    /** Sixteen letters and digits without those that look alike; the first is a letter, the last a digit. */
    private String initialPassword() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 15; i++) {
            int bound = i == 0 ? LETTERS.length() - 8 : LETTERS.length();
            text.append(LETTERS.charAt(random.nextInt(bound)));
        }
        return text.append(2 + random.nextInt(8)).toString();
    }

    private void note(UUID id, String kind, Caller caller, Object body) {
        facts.record(NewFact.secret("proposal:" + id, kind, caller.actor(), body, Secrecy.PARTIES));
    }
}
