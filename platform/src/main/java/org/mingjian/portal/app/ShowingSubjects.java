package org.mingjian.portal.app;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mingjian.credit.CreditRecord;
import org.mingjian.credit.Credits;
import org.mingjian.kernel.PlatformException;
import org.mingjian.party.Achievement;
import org.mingjian.party.PublicSubjects;
import org.mingjian.portal.app.ShowingLists.Chip;
import org.mingjian.portal.app.ShowingLists.Listing;
import org.mingjian.portal.domain.Wanted;
import org.springframework.stereotype.Service;

/** 市场主体 and 信用公示, as everybody may see them; read where they are kept, so that a repaired record is gone at once. */
@Service
public class ShowingSubjects {

    public static final String SUBJECTS = "/subjects";
    public static final String CREDIT = "/credit";

    public record SubjectLine(String name, String creditCode, String region, String href) {}

    /** @param bar in words; empty when it bars nobody from anything */
    public record CreditLine(
            String name,
            String creditCode,
            String subject,
            String category,
            String decision,
            String authority,
            LocalDate decidedOn,
            LocalDate endsOn,
            String bar,
            String state,
            String href) {}

    public record SubjectPage(
            Instant at,
            SubjectLine subject,
            List<PublicSubjects.Entry> entries,
            List<Achievement> achievements,
            List<CreditLine> credit) {}

    /** @param repairFrom null when the law allows no repair */
    public record CreditPage(
            Instant at,
            CreditLine record,
            String basis,
            String matter,
            @Nullable LocalDate repairFrom) {}

    private final PublicSubjects subjects;
    private final Credits credits;
    private final Lines lines;

    ShowingSubjects(PublicSubjects subjects, Credits credits, Lines lines) {
        this.subjects = subjects;
        this.credits = credits;
        this.lines = lines;
    }

    public Listing<SubjectLine> subjects(Wanted wanted) {
        PublicSubjects.Found found = subjects.search(wanted.text(), wanted.page(), wanted.size());
        return listing(wanted, found.items(), found.total(), this::line);
    }

    private SubjectLine line(PublicSubjects.Line one) {
        return new SubjectLine(
                one.name(), one.creditCode(), lines.region(one.regionCode()), SUBJECTS + "/" + one.creditCode());
    }

    public SubjectPage subject(String creditCode) {
        PublicSubjects.Subject found = subjects.published(creditCode)
                .orElseThrow(() -> new PlatformException(PortalError.SUBJECT_NOT_FOUND, creditCode));
        List<CreditLine> credit = credits.published(creditCode).stream()
                .filter(record -> record.person() == null)
                .map(ShowingSubjects::line)
                .toList();
        return new SubjectPage(lines.now(), line(found.line()), found.entries(), found.achievements(), credit);
    }

    public Listing<CreditLine> credit(Wanted wanted) {
        Credits.Found found = credits.published(wanted.text(), wanted.page(), wanted.size());
        return listing(wanted, found.items(), found.total(), ShowingSubjects::line);
    }

    public CreditPage credit(UUID id) {
        CreditRecord record = credits.publishedRecord(id)
                .orElseThrow(() -> new PlatformException(PortalError.CREDIT_NOT_FOUND, id.toString()));
        return new CreditPage(lines.now(), line(record), record.basis(), record.matter(), record.repairFrom());
    }

    private static CreditLine line(CreditRecord record) {
        return new CreditLine(
                record.name(),
                record.creditCode(),
                record.subject().title(),
                record.category().title(),
                record.decision(),
                record.authority(),
                record.decidedOn(),
                record.endsOn(),
                record.barFrom() == null ? "" : record.barFrom() + " 至 " + record.barTo() + "（不含）禁止参加",
                record.state().title(),
                CREDIT + "/" + record.id());
    }

    private <A, B> Listing<B> listing(Wanted wanted, List<A> found, long total, Function<A, B> line) {
        int pages = (int) Math.min((total + wanted.size() - 1) / wanted.size(), 10_000 / wanted.size());
        List<Chip> chips = wanted.text().isEmpty()
                ? List.of()
                : List.of(new Chip("关键词", wanted.text(), wanted.withoutText().address()));
        return new Listing<>(
                lines.now(),
                wanted.text(),
                found.stream().map(line).toList(),
                total,
                wanted.page(),
                wanted.size(),
                pages,
                List.of(),
                chips);
    }
}
