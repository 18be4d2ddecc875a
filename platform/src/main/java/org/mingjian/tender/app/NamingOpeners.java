package org.mingjian.tender.app;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjian.identity.Accounts;
import org.mingjian.identity.Accounts.AccountView;
import org.mingjian.identity.Accounts.CertificateView;
import org.mingjian.identity.Organisation;
import org.mingjian.identity.Role;
import org.mingjian.kernel.FieldProblem;
import org.mingjian.kernel.InvalidFields;
import org.mingjian.tender.Openers;
import org.mingjian.tender.Openers.Opener;
import org.mingjian.tender.PlatformOpener;
import org.mingjian.tender.Terms;
import org.mingjian.tender.TradeView;
import org.mingjian.tender.domain.OpenersCheck;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;

/**
 * 开启人: turns the certificates that a tender names into openers with their keys, as bidders will seal for them. No
 * organisation alone may hold enough shares to open a bid.
 */
@Service
public class NamingOpeners {

    private static final String MEMBER = "terms.openers.members[";

    private final Accounts accounts;
    private final ObjectProvider<PlatformOpener> platform;

    NamingOpeners(Accounts accounts, ObjectProvider<PlatformOpener> platform) {
        this.accounts = accounts;
        this.platform = platform;
    }

    /** Everybody who could be an opener of this trade now: those with a usable certificate, and the platform. */
    public List<Opener> candidates(TradeView trade) {
        List<Opener> candidates = new ArrayList<>();
        for (Role role : List.of(Role.TENDERER, Role.AGENCY, Role.SUPERVISOR, Role.WITNESS)) {
            for (AccountView account : accounts.accounts(role)) {
                boolean fits =
                        account.active() && (kindOf(role).equals("tenderer") == trade.isRunBy(account.organisation()));
                if (fits) {
                    accounts.certificateOf(account.id())
                            .map(certificate -> opener(kindOf(role), certificate, account))
                            .ifPresent(candidates::add);
                }
            }
        }
        candidates.add(platform());
        return candidates;
    }

    private static String kindOf(Role role) {
        return switch (role) {
            case SUPERVISOR -> "supervisor";
            case WITNESS -> "witness";
            default -> "tenderer";
        };
    }

    /** The same terms with every opener's name and key; problems at the field. */
    Terms named(Terms terms, TradeView trade) {
        Openers wanted = terms.openers();
        if (wanted == null) {
            return terms;
        }
        InvalidFields.throwIfAny(OpenersCheck.of(wanted));
        List<FieldProblem> problems = new ArrayList<>();
        List<Opener> members = new ArrayList<>();
        for (int i = 0; i < wanted.members().size(); i++) {
            Opener member = wanted.members().get(i);
            Optional<Opener> known =
                    member.kind().equals(Openers.PLATFORM) ? Optional.of(platform()) : known(member, trade);
            known.ifPresent(members::add);
            if (known.isEmpty()) {
                problems.add(new FieldProblem(
                        MEMBER + i + "].serial", "UNKNOWN", "没有这张可用的证书，或持有人不是该类开启人：" + member.title()));
            }
        }
        InvalidFields.throwIfAny(problems);
        InvalidFields.throwIfAny(together(members, wanted.threshold()));
        return terms.withOpeners(new Openers(wanted.threshold(), wanted.remedyMinutes(), members));
    }

    private static List<FieldProblem> together(List<Opener> members, int threshold) {
        Map<String, Integer> shares = new HashMap<>();
        Set<String> keys = new HashSet<>();
        for (Opener member : members) {
            String organisation = member.organisation();
            shares.merge(organisation == null ? member.serial() : organisation, 1, Integer::sum);
            if (!keys.add(String.valueOf(member.publicKey()))) {
                return List.of(new FieldProblem("terms.openers.members", "REPEATED", "两个开启人用了同一密钥"));
            }
        }
        return shares.values().stream().anyMatch(count -> count >= threshold)
                ? List.of(new FieldProblem("terms.openers.threshold", "ONE_ORGANISATION", "一个单位不得独自凑足开启份数"))
                : List.of();
    }

    private Optional<Opener> known(Opener wanted, TradeView trade) {
        return accounts.certificate(wanted.serial())
                .filter(CertificateView::usable)
                .flatMap(certificate -> accounts.account(certificate.account())
                        .filter(account -> fits(wanted.kind(), account, trade))
                        .map(account -> opener(wanted.kind(), certificate, account)));
    }

    private static boolean fits(String kind, AccountView account, TradeView trade) {
        return account.active()
                && switch (kind) {
                    case "tenderer" -> trade.isRunBy(account.organisation());
                    case "supervisor" -> account.roles().contains(Role.SUPERVISOR);
                    case "witness" -> account.roles().contains(Role.WITNESS);
                    default -> false;
                };
    }

    private Opener opener(String kind, CertificateView certificate, AccountView account) {
        String publicKey = Base64.getEncoder().encodeToString(certificate.publicKey());
        return new Opener(
                kind,
                certificate.serial(),
                account.name(),
                organisation(account.organisation()),
                publicKey,
                account.id());
    }

    private @Nullable String organisation(@Nullable UUID id) {
        return id == null
                ? null
                : accounts.organisation(id).map(Organisation::name).orElse(null);
    }

    private Opener platform() {
        String publicKey =
                Base64.getEncoder().encodeToString(platform.getObject().publicKey());
        return new Opener(Openers.PLATFORM, "", "交易平台", "交易平台", publicKey, null);
    }
}
