package org.mingjian.identity.app;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjian.identity.DataScope;
import org.mingjian.identity.IdentityError;
import org.mingjian.identity.Permission;
import org.mingjian.identity.Place;
import org.mingjian.identity.TradePlaces;
import org.mingjian.identity.domain.Change;
import org.mingjian.identity.domain.Incompatible;
import org.mingjian.identity.domain.Proposal;
import org.mingjian.identity.store.AccountStore;
import org.mingjian.identity.store.ProposalStore;
import org.mingjian.identity.store.RightStore;
import org.mingjian.kernel.PlatformException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;

/** Proposals, grants and the answer to "who can do this there, and why", for those who keep and review rights. */
@Service
public class ReadingRights {

    private static final int MOST = 500;

    /** One page and how many there are. */
    public record Found<T>(List<T> items, long total) {}

    /** A proposal in words. */
    public record ProposalView(
            UUID id,
            Change.Kind kind,
            String kindTitle,
            Change change,
            @Nullable String about,
            String wantedBy,
            Instant wantedAt,
            @Nullable String decidedBy,
            @Nullable Instant decidedAt,
            @Nullable String outcome,
            String reason) {}

    /** A grant in words. */
    public record GrantView(
            UUID id,
            String role,
            String roleTitle,
            @Nullable String region,
            @Nullable String department,
            @Nullable String tradeKind,
            @Nullable String trade,
            Instant from,
            @Nullable Instant endsAt,
            @Nullable Instant endedAt,
            String endedWhy,
            String source,
            boolean standing) {}

    /** Somebody who can, and why. */
    public record HolderView(
            UUID account,
            String login,
            String name,
            @Nullable String organisation,
            @Nullable String post,
            GrantView grant,
            String why) {}

    private final ProposalStore proposals;
    private final RightStore rights;
    private final AccountStore accounts;
    private final ObjectProvider<TradePlaces> places;
    private final InstantSource clock;

    ReadingRights(
            ProposalStore proposals,
            RightStore rights,
            AccountStore accounts,
            ObjectProvider<TradePlaces> places,
            InstantSource clock) {
        this.proposals = proposals;
        this.rights = rights;
        this.accounts = accounts;
        this.places = places;
        this.clock = clock;
    }

    public Found<ProposalView> proposals(boolean open, int page, int size) {
        return new Found<>(
                proposals.list(open, size, (long) page * size).stream()
                        .map(this::view)
                        .toList(),
                proposals.count(open));
    }

    public List<Incompatible> incompatible() {
        return rights.incompatible();
    }

    public UUID accountByLogin(String login) {
        return accounts.accountByLogin(login)
                .map(row -> row.view().id())
                .orElseThrow(() -> new PlatformException(IdentityError.ACCOUNT_NOT_FOUND, login));
    }

    /** Every grant the account has or had. */
    public List<GrantView> grants(UUID account) {
        List<UUID> standing = rights.standing(account, clock.instant()).stream()
                .map(right -> right.grant())
                .toList();
        return rights.of(account).stream()
                .map(grant -> view(grant, standing.contains(grant.id())))
                .toList();
    }

    /**
     * Who can do this there now.
     *
     * @param trade 统一交易标识码; its place counts then, not the region
     * @param region six digits; null for anywhere
     */
    public List<HolderView> whoCan(Permission permission, @Nullable String trade, @Nullable String region) {
        Place place = trade != null ? place(trade) : region == null ? null : new Place(region, null, null, null);
        return rights.holders(permission, place, clock.instant(), MOST).stream()
                .map(holder -> new HolderView(
                        holder.account(),
                        holder.login(),
                        holder.name(),
                        holder.organisation(),
                        holder.post(),
                        view(holder.grant(), true),
                        why(permission, holder)))
                .toList();
    }

    private Place place(String trade) {
        return Optional.ofNullable(places.getIfAvailable())
                .flatMap(found -> found.ofTrade(trade))
                .orElseThrow(() -> new PlatformException(IdentityError.INVALID_INPUT, "没有这宗交易：" + trade));
    }

    /** The sentence a reviewer reads. */
    private static String why(Permission permission, RightStore.Holder holder) {
        RightStore.Grant grant = holder.grant();
        String role = grant.right().role().title();
        String origin =
                switch (grant.source()) {
                    case "PROPOSAL" -> "由" + holder.proposedBy() + "提议、" + holder.activatedBy() + "激活";
                    case "DELEGATED" -> holder.delegatedBy() + "委托，" + holder.activatedBy() + "激活";
                    case "REGISTERED" -> "单位注册取得，只及本单位的业务";
                    default -> "建库时设立";
                };
        return "角色“" + role + "”含有“" + permission.title() + "”；" + origin + "；范围："
                + words(grant.right().scope());
    }

    private static String words(DataScope scope) {
        StringBuilder words = new StringBuilder();
        if (scope.region() != null) {
            words.append("地区 ").append(scope.region()).append("* ");
        }
        if (scope.department() != null) {
            words.append("部门 ").append(scope.department()).append(' ');
        }
        if (scope.tradeKind() != null) {
            words.append("类别 ").append(scope.tradeKind()).append(' ');
        }
        if (scope.trade() != null) {
            words.append("交易 ").append(scope.trade());
        }
        return words.isEmpty() ? "不限" : words.toString().strip();
    }

    ProposalView view(Proposal proposal) {
        Change.Kind kind = Change.Kind.of(proposal.change());
        UUID concerned = proposal.change().concerns();
        Proposal.Outcome outcome = proposal.outcome();
        return new ProposalView(
                proposal.id(),
                kind,
                kind.title(),
                proposal.change(),
                switch (proposal.change()) {
                    case Change.OpenAccount open -> open.name() + "（" + open.login() + "）";
                    case Change.ChangeTrust trust -> trust.name() + "（" + trust.authority() + "）";
                    case Change.ChangeSetting setting -> setting.title() + "：" + setting.about();
                    default -> concerned == null ? null : name(concerned);
                },
                name(proposal.wantedBy()),
                proposal.wantedAt(),
                proposal.decidedBy() == null ? null : name(proposal.decidedBy()),
                proposal.decidedAt(),
                outcome == null ? null : outcome.title(),
                proposal.reason());
    }

    private String name(UUID account) {
        return accounts.account(account)
                .map(row -> row.view().name() + "（" + row.view().login() + "）")
                .orElse(account.toString());
    }

    private static GrantView view(RightStore.Grant grant, boolean standing) {
        DataScope scope = grant.right().scope();
        return new GrantView(
                grant.id(),
                grant.right().role().name(),
                grant.right().role().title(),
                scope.region(),
                scope.department() == null ? null : scope.department().toString(),
                scope.tradeKind(),
                scope.trade(),
                grant.right().from(),
                grant.right().endsAt(),
                grant.endedAt(),
                grant.endedWhy(),
                grant.source(),
                standing);
    }
}
