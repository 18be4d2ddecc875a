package org.mingjian.portal.app;

import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.cjk.CJKAnalyzer;
import org.apache.lucene.analysis.cn.smart.SmartChineseAnalyzer;
import org.apache.lucene.analysis.miscellaneous.PerFieldAnalyzerWrapper;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedSetDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.QueryBuilder;
import org.jspecify.annotations.Nullable;
import org.mingjian.ops.DataFolder;
import org.mingjian.portal.domain.Band;
import org.mingjian.portal.domain.Facet;
import org.mingjian.portal.domain.PlainText;
import org.mingjian.portal.domain.PublicNotice;
import org.mingjian.portal.domain.PublicTrade;
import org.mingjian.portal.domain.Since;
import org.mingjian.portal.domain.Wanted;
import org.springframework.stereotype.Component;

/**
 * 检索: trades and notices in a Lucene index of this node, in the data folder. It remembers the epoch and position it was
 * built from, so a lost or old index is simply built again from the portal's tables.
 */
@Component
public class SearchIndex {

    static final String AT = "at";

    /** Which documents a list shows. */
    public enum Kind {
        TRADE,
        NOTICE
    }

    /**
     * @param ids codes of trades or ids of notices
     * @param counts for each facet, how many hits each value would leave
     */
    public record Found(List<String> ids, long total, Map<Facet, Map<String, Long>> counts) {}

    private static final String ID = "id";
    private static final String DOC = "doc";
    private static final String WORDS = "words";
    private static final String NAMES = "names";
    private static final String CODE = "code";
    private static final String LAYOUT = "1";
    private static final Sort NEWEST = new Sort(new SortField(AT, SortField.Type.LONG, true));
    private static final Sort BEST = new Sort(SortField.FIELD_SCORE, new SortField(AT, SortField.Type.LONG, true));

    private final InstantSource clock;
    private final Analyzer analyzer =
            new PerFieldAnalyzerWrapper(new SmartChineseAnalyzer(), Map.of(NAMES, new CJKAnalyzer()));
    private final FSDirectory directory;
    private final IndexWriter writer;
    private final SearcherManager searchers;

    SearchIndex(DataFolder data, InstantSource clock) throws IOException {
        this.clock = clock;
        directory = FSDirectory.open(data.folder("index").resolve("portal"));
        writer = new IndexWriter(directory, new IndexWriterConfig(analyzer).setRAMBufferSizeMB(32));
        searchers = new SearcherManager(writer, null);
    }

    /** Position and epoch of the last commit, or 0 of epoch -1 for an index that is new or of another layout. */
    Mark mark() {
        Iterable<Map.Entry<String, String>> data = writer.getLiveCommitData();
        Map<String, String> kept = new HashMap<>();
        if (data != null) {
            data.forEach(entry -> kept.put(entry.getKey(), entry.getValue()));
        }
        if (!LAYOUT.equals(kept.get("layout"))) {
            return new Mark(-1, 0);
        }
        return new Mark(
                Long.parseLong(kept.getOrDefault("epoch", "-1")), Long.parseLong(kept.getOrDefault("position", "0")));
    }

    record Mark(long epoch, long position) {}

    void clear() {
        run(writer::deleteAll);
    }

    void put(PublicTrade trade, List<PublicNotice> notices) {
        Document document = new Document();
        document.add(new StringField(ID, trade.code(), Field.Store.YES));
        document.add(new StringField(DOC, Kind.TRADE.name(), Field.Store.NO));
        facet(document, Facet.KIND, trade.kind());
        facet(document, Facet.STATE, trade.state().name());
        facet(document, Facet.REGION, trade.regionCode());
        facet(document, Facet.MONEY, Band.of(trade.ceiling()).key());
        notices.stream()
                .map(notice -> notice.type().key())
                .distinct()
                .forEach(type -> facet(document, Facet.TYPE, type));
        time(document, trade.known());
        names(document, trade.title(), trade.tenderer(), trade.agency(), trade.winner(), trade.code());
        code(document, trade.code(), trade.sectionCode());
        for (PublicNotice notice : notices) {
            document.add(new TextField(WORDS, PlainText.of(notice.body()), Field.Store.NO));
        }
        replace("t:" + trade.code(), document);
    }

    void put(PublicNotice notice) {
        Document document = new Document();
        document.add(new StringField(ID, notice.id(), Field.Store.YES));
        document.add(new StringField(DOC, Kind.NOTICE.name(), Field.Store.NO));
        facet(document, Facet.KIND, notice.kind());
        facet(document, Facet.TYPE, notice.type().key());
        facet(document, Facet.REGION, notice.regionCode());
        time(document, notice.publishedAt());
        String code = notice.trade();
        names(document, notice.title(), notice.tenderer(), notice.issuer(), code == null ? "" : code);
        code(document, notice.id(), code == null ? "" : code);
        document.add(new TextField(WORDS, PlainText.of(notice.body()), Field.Store.NO));
        replace("n:" + notice.id(), document);
    }

    private static void facet(Document document, Facet facet, String value) {
        if (!value.isEmpty()) {
            document.add(new StringField(facet.key(), value, Field.Store.NO));
            document.add(new SortedSetDocValuesField(facet.key(), new BytesRef(value)));
        }
    }

    private static void time(Document document, Instant at) {
        document.add(new LongPoint(AT, at.toEpochMilli()));
        document.add(new NumericDocValuesField(AT, at.toEpochMilli()));
    }

    private static void names(Document document, String... texts) {
        for (String text : texts) {
            document.add(new TextField(NAMES, text, Field.Store.NO));
            document.add(new TextField(WORDS, text, Field.Store.NO));
        }
    }

    private static void code(Document document, String... codes) {
        for (String code : codes) {
            if (!code.isEmpty()) {
                document.add(new StringField(CODE, code.toUpperCase(Locale.ROOT), Field.Store.NO));
            }
        }
    }

    private void replace(String key, Document document) {
        document.add(new StringField("key", key, Field.Store.NO));
        run(() -> writer.updateDocument(new Term("key", key), document));
    }

    void refresh() {
        run(searchers::maybeRefreshBlocking);
    }

    /** Makes what was written survive; from here on it need not be read again. */
    void commit(Mark mark) {
        run(() -> {
            writer.setLiveCommitData(Map.of(
                            "layout", LAYOUT,
                            "epoch", String.valueOf(mark.epoch()),
                            "position", String.valueOf(mark.position()))
                    .entrySet());
            writer.commit();
        });
    }

    /** @param facets those the list offers */
    public Found find(Kind kind, Wanted wanted, List<Facet> facets) {
        try {
            IndexSearcher searcher = searchers.acquire();
            try {
                return find(searcher, kind, wanted, facets);
            } finally {
                searchers.release(searcher);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Found find(IndexSearcher searcher, Kind kind, Wanted wanted, List<Facet> facets) throws IOException {
        Instant now = clock.instant();
        Query query = query(kind, wanted, null, now);
        List<Facet> free = facets.stream()
                .filter(facet -> !wanted.chosen().containsKey(facet))
                .toList();
        FacetCounts base = new FacetCounts(free, now);
        searcher.search(query, base);
        Map<Facet, Map<String, Long>> counts = new EnumMap<>(Facet.class);
        for (Facet facet : facets) {
            FacetCounts counted = base;
            if (!free.contains(facet)) {
                // a chosen facet counts what its other values would give
                counted = new FacetCounts(List.of(facet), now);
                searcher.search(query(kind, wanted, facet, now), counted);
            }
            counts.put(facet, counted.of(facet));
        }
        int from = wanted.page() * wanted.size();
        Sort sort = wanted.text().isEmpty() ? NEWEST : BEST;
        ScoreDoc[] hits = searcher.search(query, new TopFieldCollectorManager(sort, from + wanted.size(), 1)).scoreDocs;
        List<String> ids = new ArrayList<>();
        for (ScoreDoc hit : Arrays.asList(hits).subList(Math.min(from, hits.length), hits.length)) {
            ids.add(searcher.storedFields().document(hit.doc).get(ID));
        }
        return new Found(ids, base.hits(), counts);
    }

    private Query query(Kind kind, Wanted wanted, @Nullable Facet except, Instant now) {
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        all.add(new TermQuery(new Term(DOC, kind.name())), BooleanClause.Occur.FILTER);
        wanted.chosen().forEach((facet, values) -> {
            if (facet == Facet.TIME && facet != except) {
                Since.ofKey(values.getLast())
                        .ifPresent(since -> all.add(
                                LongPoint.newRangeQuery(AT, since.from(now).toEpochMilli(), Long.MAX_VALUE),
                                BooleanClause.Occur.FILTER));
            } else if (facet != except) {
                all.add(
                        new TermInSetQuery(
                                facet.key(), values.stream().map(BytesRef::new).toList()),
                        BooleanClause.Occur.FILTER);
            }
        });
        if (!wanted.text().isEmpty()) {
            all.add(words(wanted.text()), BooleanClause.Occur.MUST);
        }
        return all.build();
    }

    /** All the words somewhere in the text, or all pairs of characters in the names, or the beginning of a code. */
    private Query words(String text) {
        QueryBuilder builder = new QueryBuilder(analyzer);
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        Query words = builder.createBooleanQuery(WORDS, text, BooleanClause.Occur.MUST);
        if (words != null) {
            any.add(words, BooleanClause.Occur.SHOULD);
        }
        Query names = builder.createBooleanQuery(NAMES, text, BooleanClause.Occur.MUST);
        if (names != null) {
            any.add(new BoostQuery(names, 3), BooleanClause.Occur.SHOULD);
        }
        String code = text.toUpperCase(Locale.ROOT);
        if (code.matches("[0-9A-Z-]{4,40}")) {
            any.add(new BoostQuery(new PrefixQuery(new Term(CODE, code)), 10), BooleanClause.Occur.SHOULD);
        }
        return any.build();
    }

    @PreDestroy
    void close() throws IOException {
        searchers.close();
        writer.close();
        directory.close();
        analyzer.close();
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void run(Work work) {
        try {
            work.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
