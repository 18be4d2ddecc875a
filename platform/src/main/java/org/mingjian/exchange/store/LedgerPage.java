package org.mingjian.exchange.store;

import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mingjian.exchange.domain.Lane;
import org.mingjian.exchange.store.StandingStore.Asked;
import org.mingjian.exchange.store.StandingStore.By;
import org.mingjian.exchange.store.StandingStore.Row;
import org.mingjian.kernel.crypto.Sm3;
import org.mingjian.spec.CrossChecks;
import org.mingjian.spec.CrossChecks.Standing;
import org.mingjian.spec.ReportedRecords;

/**
 * The part of a ledger that a batch of records is judged beside, fetched with one question for each kind. What the
 * batch accepts is seen by its later records at once and is written at the end; a question that the fetched rows can
 * no longer answer goes to the database, behind what has been accepted so far. For one transaction that holds the
 * ledger.
 */
public final class LedgerPage implements ReportedRecords {

    private static final int LONGEST_CODE = 200;

    private final StandingStore store;
    private final String book;
    private final Map<By, Set<Asked>> wanted = new EnumMap<>(By.class);
    private final Map<By, Map<Asked, Optional<Row>>> known = new EnumMap<>(By.class);
    private final Map<Asked, StandingStore.Kept> kept = new LinkedHashMap<>();

    LedgerPage(StandingStore store, String book) {
        this.store = store;
        this.book = book;
        for (By by : By.values()) {
            wanted.put(by, new LinkedHashSet<>());
            known.put(by, new HashMap<>());
        }
    }

    /** Will be asked for; {@code own} as it will stand. */
    public void want(Standing own, Iterable<CrossChecks.Reference> references) {
        want(By.KEY, key(own.dataset(), own.key()));
        want(By.CODE, code(own.dataset(), own.code()));
        want(By.WORDS, words(own.dataset(), own.words()));
        references.forEach(one -> want(By.CODE, code(one.dataset(), one.code())));
    }

    private void want(By by, Asked asked) {
        if (!asked.value().isEmpty()) {
            wanted(by).add(asked);
        }
    }

    private Set<Asked> wanted(By by) {
        return Objects.requireNonNull(wanted.get(by));
    }

    private Map<Asked, Optional<Row>> known(By by) {
        return Objects.requireNonNull(known.get(by));
    }

    /** Fetches what is wanted. */
    public void fetch() {
        wanted.forEach((by, asked) -> {
            if (!asked.isEmpty()) {
                Map<Asked, Row> found = store.find(book, by, asked);
                asked.forEach(one -> known(by).put(one, Optional.ofNullable(found.get(one))));
                asked.clear();
            }
        });
    }

    @Override
    public Optional<Standing> byKey(String dataset, String key) {
        return standing(By.KEY, key(dataset, key), "");
    }

    @Override
    public Optional<Standing> byCode(String dataset, String code) {
        return standing(By.CODE, code(dataset, code), "");
    }

    @Override
    public Optional<Standing> byWords(String dataset, String words) {
        return standing(By.WORDS, words(dataset, words), words);
    }

    @Override
    public boolean complete() {
        return true;
    }

    private Optional<Standing> standing(By by, Asked asked, String words) {
        return row(by, asked)
                .map(row -> new Standing(asked.dataset(), row.key(), row.sender(), row.code(), words, row.deleted()));
    }

    private Optional<Row> row(By by, Asked asked) {
        if (asked.value().isEmpty()) {
            return Optional.empty();
        }
        @Nullable Optional<Row> answer = known(by).get(asked);
        if (answer == null) {
            write();
            want(by, asked);
            fetch();
            answer = known(by).get(asked);
        }
        return answer == null ? Optional.empty() : answer;
    }

    /** Whose record it is and where it came from. */
    public record From(String peer, Lane lane, long number) {}

    /** Accepts a record into the ledger. A deleted one keeps its code, which nobody else may use differently later. */
    public void keep(From from, Standing record, String content, String day) {
        Asked key = key(record.dataset(), record.key());
        Optional<Row> before = row(By.KEY, key);
        String code = code(record.dataset(), record.code()).value();
        Row now = new Row(
                record.key(),
                Json.plain(record.sender(), 20),
                record.deleted() ? before.map(Row::code).orElse(code) : code,
                words(record.dataset(), record.words()).value(),
                record.deleted());
        before.ifPresent(old -> {
            forget(By.CODE, new Asked(record.dataset(), old.code()), old);
            forget(By.WORDS, new Asked(record.dataset(), old.words()), old);
        });
        known(By.KEY).put(key, Optional.of(now));
        if (!now.deleted()) {
            remember(By.CODE, new Asked(record.dataset(), now.code()), now);
            remember(By.WORDS, new Asked(record.dataset(), now.words()), now);
        }
        kept.put(
                key,
                new StandingStore.Kept(record.dataset(), now, from.peer(), content, day, from.lane(), from.number()));
    }

    /** Another record may stand with the same value, so the ledger is asked again when it matters. */
    private void forget(By by, Asked asked, Row old) {
        Optional<Row> holder = known(by).getOrDefault(asked, Optional.empty());
        if (holder.filter(row -> row.key().equals(old.key())).isPresent()) {
            known(by).remove(asked);
        }
    }

    private void remember(By by, Asked asked, Row now) {
        if (!asked.value().isEmpty()
                && known(by).getOrDefault(asked, Optional.empty()).isEmpty()) {
            known(by).put(asked, Optional.of(now));
        }
    }

    /** Writes what has been accepted. */
    public void write() {
        if (!kept.isEmpty()) {
            store.keep(book, kept.values());
            kept.clear();
        }
    }

    private static Asked key(String dataset, String key) {
        return new Asked(Json.plain(dataset, 10), Json.plain(key, 60));
    }

    private static Asked code(String dataset, String code) {
        return new Asked(Json.plain(dataset, 10), Json.plain(code, LONGEST_CODE));
    }

    private static Asked words(String dataset, String words) {
        String digest = words.isEmpty() ? "" : Sm3.hex(Sm3.digest(words.getBytes(StandardCharsets.UTF_8)));
        return new Asked(Json.plain(dataset, 10), digest);
    }
}
