package org.mingjian.identity.app;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mingjian.facts.Facts;
import org.mingjian.facts.NewFact;
import org.mingjian.facts.Secrecy;
import org.mingjian.identity.Caller;
import org.mingjian.identity.DataScope;
import org.mingjian.identity.IdentityError;
import org.mingjian.identity.Organisation;
import org.mingjian.identity.Permission;
import org.mingjian.identity.Role;
import org.mingjian.identity.domain.Change;
import org.mingjian.identity.domain.Proposal;
import org.mingjian.identity.store.AccountStore;
import org.mingjian.identity.store.ProposalStore;
import org.mingjian.identity.store.RightStore;
import org.mingjian.kernel.Outcome;
import org.mingjian.kernel.PlatformException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * 三员分立: accounts and rights are proposed by one person; nothing happens until another activates it. A clash that is
 * known already is refused here, with its article, so that nobody signs what cannot be.
 */
@Service
public class ProposingChanges {

    private static final String THREE = "《公共资源交易平台系统运行管理办法》§22";
    private static final Duration LONGEST_DELEGATION = Duration.ofDays(90);

    /** What the proposer types about a new account; the number is digested and forgotten. */
    public record NewPerson(
            String login,
            String name,
            String idNumber,
            @Nullable UUID organisation,
            @Nullable UUID post,
            List<Change.Wanted> grants) {}

    private final ProposalStore proposals;
    private final AccountStore accounts;
    private final RightStore rights;
    private final GivingRights giving;
    private final NaturalPersons persons;
    private final Facts facts;
    private final InstantSource clock;

    ProposingChanges(
            ProposalStore proposals,
            AccountStore accounts,
            RightStore rights,
            GivingRights giving,
            NaturalPersons persons,
            Facts facts,
            InstantSource clock) {
        this.proposals = proposals;
        this.accounts = accounts;
        this.rights = rights;
        this.giving = giving;
        this.persons = persons;
        this.facts = facts;
        this.clock = clock;
    }

    @Transactional
    public UUID open(NewPerson wanted, Caller caller) {
        byte[] person = persons.digest(wanted.name(), wanted.idNumber());
        if (accounts.accountByLogin(wanted.login()).isPresent()) {
            throw new PlatformException(IdentityError.LOGIN_TAKEN, wanted.login());
        }
        giving.requireCompatible(person, null, roles(wanted.grants()));
        wanted.grants().forEach(grant -> requireWithinLevel(grant, wanted.organisation()));
        return keep(
                new Change.OpenAccount(
                        wanted.login(),
                        wanted.name().strip(),
                        HexFormat.of().formatHex(person),
                        wanted.organisation(),
                        wanted.post(),
                        wanted.grants()),
                caller);
    }

    /** Any change about an account that exists. Rights may be proposed by a security administrator too. */
    @Transactional
    public UUID change(Change change, Caller caller) {
        UUID concerned = change.concerns();
        if (concerned == null) {
            throw new IllegalArgumentException("an account is opened with the person's name and number");
        }
        AccountStore.Row row = account(concerned);
        switch (change) {
            case Change.OpenAccount open -> throw new IllegalStateException("an account that is yet to be opened");
            case Change.GiveRight give -> {
                giving.requireCompatible(
                        row.person().digest(), concerned, Set.of(give.grant().role()));
                requireWithinLevel(give.grant(), row.view().organisation());
            }
            case Change.EndRight end -> requireGrantOf(end.grant(), concerned);
            case Change.Delegate delegate -> requireDelegable(delegate, row, caller);
            case Change.CloseAccount close -> requireReason(close.reason());
            case Change.ReopenAccount reopen -> requireReason(reopen.reason());
            case Change.ResetPassword reset -> requireReason(reset.reason());
            case Change.MovePerson move -> requireOrganisation(move.organisation());
            case Change.ChangeTrust trust -> throw new IllegalStateException("concerns no account");
            case Change.ChangeSetting setting -> throw new IllegalStateException("concerns no account");
        }
        return keep(change, caller);
    }

    /** The proposer takes it back. */
    @Transactional
    public void withdraw(UUID id, Caller caller) {
        Proposal proposal = proposals
                .lock(id)
                .filter(found -> found.wantedBy().equals(caller.account()))
                .orElseThrow(() -> new PlatformException(IdentityError.PROPOSAL_NOT_FOUND, id.toString()));
        if (!proposal.isOpen()) {
            throw new PlatformException(IdentityError.PROPOSAL_DECIDED, id.toString());
        }
        proposals.decide(id, caller.account(), clock.instant(), Proposal.Outcome.WITHDRAWN, "");
        note(id, "proposal.withdrawn", caller, Map.of("proposal", id));
    }

    private UUID keep(Change change, Caller caller) {
        UUID id = proposals.add(change, caller.account(), clock.instant());
        note(id, "proposal.made", caller, Map.of("kind", Change.Kind.of(change), "change", change));
        return id;
    }

    private void note(UUID id, String kind, Caller caller, Object body) {
        facts.record(NewFact.secret("proposal:" + id, kind, caller.actor(), body, Secrecy.PARTIES));
    }

    private AccountStore.Row account(UUID id) {
        return accounts.account(id)
                .orElseThrow(() -> new PlatformException(IdentityError.ACCOUNT_NOT_FOUND, id.toString()));
    }

    private RightStore.Grant requireGrantOf(UUID grant, UUID account) {
        return rights.find(grant)
                .filter(found -> found.account().equals(account) && found.endedAt() == null)
                .orElseThrow(() -> new PlatformException(IdentityError.RIGHT_NOT_FOUND, grant.toString()));
    }

    private void requireOrganisation(UUID organisation) {
        if (accounts.organisation(organisation).isEmpty()) {
            throw new PlatformException(IdentityError.ORGANISATION_NOT_FOUND, organisation.toString());
        }
    }

    private static void requireReason(String reason) {
        if (reason.isBlank()) {
            throw new PlatformException(IdentityError.INVALID_INPUT, "请写明理由");
        }
    }

    /** 按级授权: nobody gets a region that is not his organisation's own or below it. */
    private void requireWithinLevel(Change.Wanted wanted, @Nullable UUID organisation) {
        if (!wanted.role().isScoped()) {
            return;
        }
        if (organisation == null) {
            throw new PlatformException(
                    IdentityError.NO_ORGANISATION, wanted.role().title() + "须属于一个组织");
        }
        Organisation own = accounts.organisation(organisation)
                .orElseThrow(
                        () -> new PlatformException(IdentityError.ORGANISATION_NOT_FOUND, organisation.toString()));
        String level = DataScope.prefix(own.regionCode());
        String region = wanted.region();
        if (region != null && !DataScope.prefix(region).startsWith(level)) {
            Outcome.refused("BEYOND_LEVEL", THREE + " 最小授权", own.name() + "的人员不能得到" + region + "的权限")
                    .orRefuse();
        }
    }

    /** Lent is what one holds oneself and was not lent, to a colleague, for a time. */
    private void requireDelegable(Change.Delegate delegate, AccountStore.Row to, Caller caller) {
        RightStore.Grant own = requireGrantOf(delegate.grant(), caller.account());
        Instant ends = own.right().endsAt();
        Instant now = clock.instant();
        boolean sane = delegate.until().isAfter(delegate.from())
                && delegate.until().isAfter(now)
                && Duration.between(delegate.from(), delegate.until()).compareTo(LONGEST_DELEGATION) <= 0
                && (ends == null || !delegate.until().isAfter(ends));
        if (!sane) {
            throw new PlatformException(IdentityError.INVALID_INPUT, "委托须有起止，不超过 90 天，也不超过本人授权的期限");
        }
        if (own.delegatedOf() != null) {
            Outcome.refused("DELEGATED_ALREADY", THREE, "受托的权限不得再委托").orRefuse();
        }
        UUID place =
                caller.organisation() == null ? null : caller.organisation().id();
        if (place == null
                || !place.equals(to.view().organisation())
                || caller.account().equals(delegate.account())) {
            Outcome.refused("NOT_A_COLLEAGUE", THREE, "只能委托给本单位的其他人员").orRefuse();
        }
        giving.requireCompatible(
                to.person().digest(), delegate.account(), Set.of(own.right().role()));
    }

    static Set<Role> roles(List<Change.Wanted> grants) {
        return grants.stream().map(Change.Wanted::role).collect(Collectors.toSet());
    }

    /** Whether this caller may propose such a change at all. */
    public static boolean mayPropose(Change change, Caller caller) {
        boolean rights = change instanceof Change.GiveRight || change instanceof Change.EndRight;
        return caller.may(Permission.ACCOUNT_KEEP) || (rights && caller.may(Permission.GRANT_KEEP));
    }
}
