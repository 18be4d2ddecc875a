package org.mingjian.portal.app;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.mingjian.draw.DrawRecords;
import org.mingjian.facts.Fact;
import org.mingjian.facts.Facts;
import org.mingjian.kernel.CanonicalJson;
import org.mingjian.kernel.PlatformException;
import org.mingjian.portal.domain.TradeFold;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** 评分记录 and 证据包: files with which a stranger repeats a trade, of public facts with their proofs only. */
@Service
public class PackingEvidence {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String SCORES = "scores.published";
    private static final String TERMS = "terms";
    private static final Set<String> OPENED = Set.of("prices.read", SCORES, "publicity.started");
    private static final Set<String> DOCUMENTS = Set.of("notice.published", "clarification.issued", "deadline.moved");

    /** A package of a large trade takes seconds to make, and anybody may ask for it: one is made for all who ask. */
    private static final Duration KEPT = Duration.ofSeconds(30);

    private static final int KEPT_BYTES = 128 * 1024 * 1024;

    private final Cache<String, byte[]> packages = Caffeine.newBuilder()
            .expireAfterWrite(KEPT)
            .maximumWeight(KEPT_BYTES)
            .weigher((String code, byte[] file) -> file.length)
            .build();
    private final Facts facts;
    private final DrawRecords draws;
    private final JsonMapper json;

    PackingEvidence(Facts facts, DrawRecords draws, JsonMapper json) {
        this.facts = facts;
        this.draws = draws;
        this.json = json;
    }

    /** The scoring record in canonical form. */
    public byte[] scores(String code) {
        return file(scores(code, open(code)).orElseThrow(() -> new PlatformException(PortalError.SCORES_SEALED, code)));
    }

    /** Everything public of a trade in canonical form, as it stood within the last half minute. */
    public byte[] whole(String code) {
        return packages.get(code, this::made);
    }

    private byte[] made(String code) {
        List<Fact> open = open(code);
        if (open.isEmpty()) {
            throw new PlatformException(PortalError.TRADE_NOT_FOUND, code);
        }
        ObjectNode file = head("package", code);
        evidence(file.putArray("facts"), open);
        ArrayNode records = file.putArray("draws");
        repeatable(open).forEach(draw -> records.add(json.readTree(draws.record(draw))));
        ArrayNode scores = file.putArray("scores");
        scores(code, open).ifPresent(scores::add);
        return file(file);
    }

    private List<Fact> open(String code) {
        return facts.ofStream(TradeFold.STREAM + code).stream()
                .filter(Fact::disclosed)
                .filter(fact -> !fact.body().isNull())
                .toList();
    }

    /** Draws that are finished and whose pool is public. */
    private static List<String> repeatable(List<Fact> open) {
        Set<String> pooled = open.stream()
                .filter(fact -> fact.kind().equals("draw.pooled"))
                .map(fact -> fact.text("draw"))
                .collect(Collectors.toSet());
        return open.stream()
                .filter(fact -> fact.kind().equals("draw.drawn"))
                .map(fact -> fact.text("draw"))
                .filter(pooled::contains)
                .toList();
    }

    private Optional<ObjectNode> scores(String code, List<Fact> open) {
        if (open.stream().noneMatch(fact -> fact.kind().equals(SCORES))) {
            return Optional.empty();
        }
        long closed = open.stream()
                .filter(fact -> fact.kind().equals("bids.closed"))
                .mapToLong(Fact::seq)
                .findFirst()
                .orElse(Long.MAX_VALUE);
        Optional<Fact> terms = open.stream()
                .filter(fact -> DOCUMENTS.contains(fact.kind()) && fact.seq() < closed)
                .filter(fact -> fact.body().path(TERMS).isObject())
                .reduce((first, second) -> second);
        if (terms.isEmpty()) {
            return Optional.empty();
        }
        ObjectNode file = head("scores", code);
        evidence(
                file.putArray("evidence"),
                open.stream()
                        .filter(fact -> fact.id() == terms.get().id() || OPENED.contains(fact.kind()))
                        .toList());
        return Optional.of(file);
    }

    private static ObjectNode head(String type, String code) {
        return JsonMapper.shared()
                .createObjectNode()
                .put("type", type)
                .put("v", 1)
                .put("trade", code);
    }

    private void evidence(ArrayNode list, List<Fact> of) {
        of.forEach(fact -> list.add(json.valueToTree(facts.evidence(fact.id(), "fact", PATIENCE))));
    }

    private static byte[] file(ObjectNode file) {
        return (new String(CanonicalJson.bytes(file), StandardCharsets.UTF_8) + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
