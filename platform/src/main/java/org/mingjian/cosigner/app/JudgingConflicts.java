package org.mingjian.cosigner.app;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjian.cosigner.CosignerError;
import org.mingjian.cosigner.domain.Note;
import org.mingjian.cosigner.store.ConflictStore;
import org.mingjian.cosigner.store.ConflictStore.Found;
import org.mingjian.cosigner.store.CosignerStore;
import org.mingjian.facts.Actor;
import org.mingjian.facts.Facts;
import org.mingjian.facts.NewFact;
import org.mingjian.facts.SignedHeads;
import org.mingjian.identity.Caller;
import org.mingjian.kernel.PlatformException;
import org.mingjian.kernel.crypto.Sm3;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a co-signer found that does not fit: a fork, a rewriting, a log that became shorter. It is checked against our
 * own tree, kept with its evidence, recorded as a public fact, and stays on every page until somebody answers it.
 */
@Service
public class JudgingConflicts {

    private static final Logger LOG = LoggerFactory.getLogger(JudgingConflicts.class);

    private final ConflictStore conflicts;
    private final CosignerStore cosigners;
    private final SignedHeads heads;
    private final Facts facts;
    private final KeepingCosigners keeping;
    private final InstantSource clock;
    private final JsonMapper json;

    JudgingConflicts(
            ConflictStore conflicts,
            CosignerStore cosigners,
            SignedHeads heads,
            Facts facts,
            KeepingCosigners keeping,
            InstantSource clock,
            JsonMapper json) {
        this.conflicts = conflicts;
        this.cosigners = cosigners;
        this.heads = heads;
        this.facts = facts;
        this.keeping = keeping;
        this.clock = clock;
        this.json = json;
    }

    /**
     * Somebody reports one. What our own tree does not bear out is refused, so that nobody can raise a false alarm.
     *
     * @param evidence the co-signer's file
     */
    @Transactional
    public void reported(String evidence) {
        Found found = judged(null, evidence)
                .filter(Found::proven)
                .orElseThrow(() -> new PlatformException(CosignerError.NO_CONFLICT, "两个检查点都在本日志中，或不是本日志签署的"));
        keep(found, same(evidence));
    }

    /** A registered co-signer refused our tree head; kept as what he says even where our own check differs. */
    @Transactional
    void refused(CosignerStore.Row by, long size, String evidence, String words) {
        keep(
                judged(by.id(), evidence)
                        .orElseGet(() -> new Found(by.id(), "UNPROVEN", false, size, "联署方拒签：" + words, evidence)),
                same(evidence));
    }

    /** The co-signer vouched for more facts than we have: the log went back behind what others had seen. */
    @Transactional
    void shorter(CosignerStore.Row by, long vouched, long size, String evidence) {
        String words = "联署方已联署到 " + vouched + " 条，本日志只有 " + size + " 条";
        boolean proven = Note.read(evidence)
                .filter(note -> note.size() > size && heads.isOwn(note.text()))
                .isPresent();
        keep(new Found(by.id(), "SHORTER", proven, vouched, words, evidence), "shorter " + by.id() + " " + vouched);
    }

    /** All that does not go together with one earlier tree head is one finding, until somebody answers it. */
    private String same(String evidence) {
        try {
            return Note.read(json.readTree(evidence).path("earlier").asString(""))
                    .map(Note::body)
                    .orElse(evidence);
        } catch (JacksonException notJson) {
            return evidence;
        }
    }

    private Optional<Found> judged(@Nullable UUID by, String evidence) {
        JsonNode file;
        try {
            file = json.readTree(evidence);
        } catch (JacksonException notJson) {
            return Optional.empty();
        }
        Optional<Note> earlier = Note.read(file.path("earlier").asString(""));
        Optional<Note> later = Note.read(file.path("later").asString(""));
        if (earlier.isEmpty() || later.isEmpty()) {
            return Optional.empty();
        }
        boolean own =
                heads.isOwn(earlier.get().text()) && heads.isOwn(later.get().text());
        if (earlier.get().contradicts(later.get())) {
            String words = "日志在 " + later.get().size() + " 条处有两个不同的根";
            return Optional.of(new Found(by, "FORK", own, later.get().size(), words, evidence));
        }
        boolean both = isHere(earlier.get()) && isHere(later.get());
        boolean shrunk = later.get().size() < earlier.get().size();
        String words = both
                ? "联署方称检查点 " + later.get().size() + " 不是由 " + earlier.get().size() + " 长成；本平台验证两者都在日志中"
                : "检查点 " + later.get().size() + " 与已联署的 " + earlier.get().size() + " 不能衔接：日志被改写";
        return Optional.of(new Found(
                by, shrunk ? "SHORTER" : "UNPROVEN", own && !both, later.get().size(), words, evidence));
    }

    /** Whether our tree, as it is now, has this head in its history. */
    private boolean isHere(Note note) {
        long size = heads.newest().map(SignedHeads.SignedHead::size).orElse(0L);
        return note.size() <= size && Arrays.equals(heads.rootAt(note.size()), note.root());
    }

    private void keep(Found found, String same) {
        byte[] evidence = Sm3.digest(found.evidence().getBytes(StandardCharsets.UTF_8));
        byte[] once = Sm3.digest((same + "\n" + conflicts.answered()).getBytes(StandardCharsets.UTF_8));
        if (!conflicts.add(found, once, clock.instant())) {
            return;
        }
        String name = cosigners.all().stream()
                .filter(row -> row.id().equals(found.cosigner()))
                .map(CosignerStore.Row::name)
                .findFirst()
                .orElse("");
        LOG.error("联署冲突 {} {}（{}，{}）", found.kind(), found.words(), name, found.proven() ? "已证实" : "对方所称");
        facts.record(NewFact.open(
                "log",
                "log.conflict",
                Actor.SYSTEM,
                Map.of(
                        "cosigner", name,
                        "evidence", HexFormat.of().formatHex(evidence),
                        "kind", found.kind(),
                        "proven", found.proven(),
                        "size", found.size(),
                        "words", found.words())));
        keeping.refresh();
    }

    /** What was found out: from then on the pages no longer warn; the finding and its evidence stay. */
    @Transactional
    public void answer(long id, String words, Caller caller) {
        ConflictStore.Row row = conflicts
                .lock(id)
                .orElseThrow(() -> new PlatformException(CosignerError.CONFLICT_NOT_FOUND, Long.toString(id)));
        if (row.answer() != null) {
            throw new PlatformException(CosignerError.CONFLICT_ANSWERED, Long.toString(id));
        }
        String by = caller.actor().name();
        conflicts.answer(id, new ConflictStore.Answer(clock.instant(), by, words));
        facts.record(
                NewFact.open("log", "log.conflict.answered", caller.actor(), Map.of("conflict", id, "answer", words)));
        keeping.refresh();
    }

    public List<ConflictStore.Row> list(int page, int size) {
        return conflicts.list(size, (long) page * size);
    }

    public String evidence(long id) {
        return conflicts
                .find(id)
                .orElseThrow(() -> new PlatformException(CosignerError.CONFLICT_NOT_FOUND, Long.toString(id)))
                .found()
                .evidence();
    }

    public long count() {
        return conflicts.count();
    }
}
