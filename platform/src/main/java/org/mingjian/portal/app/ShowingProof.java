package org.mingjian.portal.app;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mingjian.cosigner.Cosigners;
import org.mingjian.facts.Evidence;
import org.mingjian.facts.Fact;
import org.mingjian.facts.Facts;
import org.mingjian.facts.FileRef;
import org.mingjian.kernel.PlatformException;
import org.mingjian.kernel.crypto.Sm3;
import org.mingjian.portal.domain.InfoType;
import org.mingjian.portal.domain.ProofSteps;
import org.mingjian.portal.domain.PublicEvent;
import org.mingjian.portal.domain.Publication;
import org.mingjian.portal.domain.Sheet;
import org.mingjian.portal.domain.Sheets;
import org.mingjian.portal.domain.Timeline;
import org.mingjian.portal.domain.TradeFold;
import org.mingjian.portal.store.PortalQueries;
import org.mingjian.portal.store.PortalQueries.NamedFile;
import org.springframework.stereotype.Service;

/** 核验: from a position, a fact's digest or a file's SM3 to the proof that anybody can compute again. */
@Service
public class ShowingProof {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** What may be said of the fact; all of it null or empty for one that is not public. */
    public record Shown(
            String title,
            String actor,
            Sheet sheet,
            List<FileRef> files,
            @Nullable String trade,
            @Nullable String notice) {}

    /**
     * @param shown null while the content is not public: time and digest are proved all the same
     * @param file the file that was asked for, if it was one
     */
    public record Proved(
            long position,
            Instant at,
            String digest,
            @Nullable Shown shown,
            ProofSteps steps,
            Evidence evidence,
            @Nullable NamedFile file) {}

    /** @param asked what was typed; {@code problem} says what is wrong with it */
    public record VerifyPage(
            String asked,
            @Nullable String problem,
            @Nullable Proved proved,
            long size,
            @Nullable String checkpoint,
            List<Cosigners.View> cosigners) {}

    private final PortalQueries queries;
    private final Facts facts;
    private final Cosigners cosigners;

    ShowingProof(PortalQueries queries, Facts facts, Cosigners cosigners) {
        this.queries = queries;
        this.facts = facts;
        this.cosigners = cosigners;
    }

    public VerifyPage verify(String asked) {
        String wanted =
                asked.strip().toLowerCase(Locale.ROOT).replaceFirst("^#", "").replace(",", "");
        long size = facts.head();
        if (wanted.isEmpty()) {
            return new VerifyPage("", null, null, size, checkpoint(size), cosigners.all());
        }
        if (wanted.matches("\\d{1,18}")) {
            return byPosition(asked, Long.parseLong(wanted), size, null);
        }
        if (!wanted.matches("[0-9a-f]{64}")) {
            String problem = "请输入存证序号（数字），或 64 位十六进制的事实摘要、文件 SM3。";
            return new VerifyPage(asked, problem, null, size, checkpoint(size), cosigners.all());
        }
        Optional<Long> position = queries.position(wanted);
        if (position.isPresent()) {
            return byPosition(asked, position.get(), size, null);
        }
        List<NamedFile> files = queries.files(wanted);
        if (!files.isEmpty()) {
            return byPosition(asked, files.getFirst().position(), size, files.getFirst());
        }
        String problem = "日志和已公开的文件中都没有这个摘要。请核对是否完整复制；刚刚办理的事项请稍候再查。";
        return new VerifyPage(asked, problem, null, size, checkpoint(size), cosigners.all());
    }

    private VerifyPage byPosition(String asked, long position, long size, @Nullable NamedFile file) {
        Optional<Fact> found = at(position);
        if (found.isEmpty()) {
            String problem = "日志现有 " + size + " 条事实，没有第 " + position + " 条。";
            return new VerifyPage(asked, problem, null, size, checkpoint(size), cosigners.all());
        }
        Evidence evidence = evidence(found.get());
        return new VerifyPage(
                asked, null, proved(found.get(), evidence, file), size, evidence.checkpoint(), cosigners.all());
    }

    /** The evidence file of a position; its content only where everybody may read it. */
    public Evidence evidence(long position) {
        return evidence(at(position)
                .orElseThrow(() -> new PlatformException(PortalError.FACT_NOT_FOUND, "第 " + position + " 条")));
    }

    private Evidence evidence(Fact fact) {
        Evidence evidence = facts.evidence(fact.id(), "fact", PATIENCE);
        return fact.disclosed() ? evidence : evidence.withoutContent();
    }

    private Optional<Fact> at(long position) {
        if (position < 1) {
            return Optional.empty();
        }
        return facts.after(position - 1, 1).stream()
                .filter(fact -> fact.position() == position)
                .findFirst();
    }

    private Proved proved(Fact fact, Evidence evidence, @Nullable NamedFile file) {
        Shown shown = fact.disclosed() ? shown(fact) : null;
        return new Proved(fact.position(), fact.at(), fact.digest(), shown, ProofSteps.of(evidence), evidence, file);
    }

    private static Shown shown(Fact fact) {
        PublicEvent event = Publication.event(fact, fact.position());
        boolean followed = Publication.isFollowed(fact.stream());
        return new Shown(
                Timeline.title(fact.kind()),
                event.actor(),
                Sheets.of(fact.kind(), fact.body()),
                fact.files(),
                fact.stream().startsWith(TradeFold.STREAM) ? fact.stream().substring(TradeFold.STREAM.length()) : null,
                followed && InfoType.ofKind(fact.kind()).isPresent() ? Publication.id(fact) : null);
    }

    /** SM3 of the key that signs the log, in hexadecimal; empty while there is no fact. */
    public String fingerprint() {
        return at(facts.head())
                .map(fact -> facts.evidence(fact.id(), "fact", PATIENCE).platformKey())
                .map(key -> Sm3.hex(Sm3.digest(Base64.getDecoder().decode(key))))
                .orElse("");
    }

    private @Nullable String checkpoint(long size) {
        return size == 0
                ? null
                : at(size).map(fact ->
                                facts.evidence(fact.id(), "fact", PATIENCE).checkpoint())
                        .orElse(null);
    }
}
