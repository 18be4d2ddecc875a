package org.mingjian.intake.app;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjian.coding.Codes;
import org.mingjian.coding.PlatformCode;
import org.mingjian.coding.ProjectCode;
import org.mingjian.coding.SectionCode;
import org.mingjian.coding.TenderProjectCode;
import org.mingjian.coding.TradeCode;
import org.mingjian.facts.Facts;
import org.mingjian.facts.NewFact;
import org.mingjian.facts.Secrecy;
import org.mingjian.identity.Caller;
import org.mingjian.identity.Organisation;
import org.mingjian.intake.IntakeError;
import org.mingjian.intake.domain.Draft;
import org.mingjian.intake.domain.Registration;
import org.mingjian.intake.domain.RegistrationFact;
import org.mingjian.intake.domain.RegistrationState;
import org.mingjian.intake.store.RegistrationStore;
import org.mingjian.kernel.CreditCode;
import org.mingjian.kernel.Money;
import org.mingjian.kernel.PlatformException;
import org.mingjian.rules.Rules;
import org.mingjian.tender.Registered;
import org.mingjian.tender.Tenders;
import org.mingjian.tender.TradeAct;
import org.mingjian.tender.TradeFact;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The trading centre's side: accept or return. Acceptance issues the codes and opens the trade in one transaction. */
@Service
public class DecidingRegistrations {

    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    /** What acceptance writes to. */
    record Opening(Codes codes, Tenders tenders, PlatformCode platform) {}

    private final RegistrationStore store;
    private final Parties parties;
    private final Opening opening;
    private final Facts facts;
    private final InstantSource clock;

    DecidingRegistrations(RegistrationStore store, Parties parties, Opening opening, Facts facts, InstantSource clock) {
        this.store = store;
        this.parties = parties;
        this.opening = opening;
        this.facts = facts;
        this.clock = clock;
    }

    /**
     * Accepting again answers the trade that exists; of two people who accept at once the second waits and gets the
     * same.
     *
     * @param seen the version that was looked at; null to take the newest
     */
    @Transactional
    public Registration accept(UUID id, @Nullable Long seen, Caller caller) {
        Registration known = lock(id, caller);
        if (known.state() == RegistrationState.ACCEPTED) {
            return known;
        }
        Moves.next(known, RegistrationFact.ACCEPTED).orRefuse();
        checkVersion(known, seen);
        Instant now = clock.instant();
        Registration.Codes codes = issue(known.draft(), caller, LocalDate.ofInstant(now, CHINA));
        openTrade(known, codes, caller, LocalDate.ofInstant(now, CHINA));
        store.accepted(known, codes, now);
        facts.record(NewFact.secret(
                known.stream(), RegistrationFact.ACCEPTED.kind(), caller.actor(), codes, Secrecy.PARTIES));
        return store.find(id).orElseThrow();
    }

    private Registration.Codes issue(Draft draft, Caller caller, LocalDate today) {
        CreditCode operator = Optional.ofNullable(caller.requireOrganisation().creditCode())
                .map(CreditCode::new)
                .orElseThrow(() -> new PlatformException(
                        IntakeError.CENTRE_WITHOUT_CODE,
                        caller.requireOrganisation().name()));
        ProjectCode project = opening.codes().issueProject(opening.platform());
        TenderProjectCode tenderProject = opening.codes().issueTenderProject(project);
        SectionCode section = opening.codes().issueSection(tenderProject);
        TradeCode trade = opening.codes().issueTradeCode(filled(draft.tradeClass()), operator, today);
        return new Registration.Codes(project.value(), tenderProject.value(), section.value(), trade.value());
    }

    private void openTrade(Registration registration, Registration.Codes codes, Caller caller, LocalDate today) {
        Draft draft = registration.draft();
        Parties.Named named = parties.of(registration);
        Organisation agency = named.agency();
        Registered body = new Registered(
                registration.id().toString(),
                filled(draft.projectName()),
                filled(draft.sectionName()),
                filled(draft.investmentCode()),
                new Registered.Approval(
                        filled(draft.approval().kind()).title(),
                        filled(draft.approval().number()),
                        filled(draft.approval().authority())),
                filled(draft.funding().kind()).title(),
                filled(draft.regionCode()),
                filled(draft.tradeClass()),
                Money.of(filled(draft.estimate())),
                new Registered.Codes(codes.project(), codes.tenderProject(), codes.section()),
                new Registered.Parties(
                        named.tenderer().name(),
                        agency == null ? null : agency.name(),
                        named.tenderer().creditCode(),
                        agency == null ? null : agency.creditCode()));
        opening.tenders()
                .open(
                        new Tenders.NewTrade(
                                codes.trade(),
                                codes.project(),
                                codes.tenderProject(),
                                codes.section(),
                                title(draft),
                                Rules.CONSTRUCTION,
                                filled(draft.regionCode()),
                                named.tenderer().id(),
                                named.tenderer().name(),
                                agency == null ? null : agency.id(),
                                agency == null ? null : agency.name(),
                                today),
                        TradeAct.open(TradeFact.TRADE_REGISTERED, caller.actor(), body));
    }

    private static String title(Draft draft) {
        String project = filled(draft.projectName());
        String section = filled(draft.sectionName());
        return section.contains(project) ? section : project + section;
    }

    /** What {@link org.mingjian.intake.domain.DraftCheck} let pass is there. */
    private static <T> T filled(@Nullable T value) {
        return Objects.requireNonNull(value);
    }

    @Transactional
    public Registration giveBack(UUID id, @Nullable Long seen, String reason, Caller caller) {
        Registration known = lock(id, caller);
        Moves.next(known, RegistrationFact.RETURNED).orRefuse();
        checkVersion(known, seen);
        store.returned(known, reason, clock.instant());
        facts.record(NewFact.secret(
                known.stream(),
                RegistrationFact.RETURNED.kind(),
                caller.actor(),
                Map.of("reason", reason),
                Secrecy.PARTIES));
        return store.find(id).orElseThrow();
    }

    private Registration lock(UUID id, Caller caller) {
        Registration found = store.lock(id)
                .orElseThrow(() -> new PlatformException(IntakeError.REGISTRATION_NOT_FOUND, id.toString()));
        if (!ListingRegistrations.reaches(found, caller)) {
            throw new PlatformException(IntakeError.NOT_YOUR_REGISTRATION, "不在您的地区之内");
        }
        return found;
    }

    private static void checkVersion(Registration known, @Nullable Long seen) {
        if (seen != null && seen != known.version()) {
            throw new PlatformException(IntakeError.STALE_VERSION, "现在是第 " + known.version() + " 版");
        }
    }
}
