package org.mingjian.portal.app;

import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.search.Collector;
import org.apache.lucene.search.LeafCollector;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.ScoreMode;
import org.mingjian.portal.domain.Facet;
import org.mingjian.portal.domain.Since;

/** Counts the values of facets over all hits: by ordinal inside a segment, by name over all of them. */
final class FacetCounts implements Collector {

    private final Collection<Facet> facets;
    private final long[] windows;
    private final Map<Facet, Map<String, Long>> counts = new EnumMap<>(Facet.class);
    private int hits;

    FacetCounts(Collection<Facet> facets, Instant now) {
        this.facets = facets;
        this.windows = new long[Since.values().length];
        for (Since since : Since.values()) {
            windows[since.ordinal()] = since.from(now).toEpochMilli();
        }
        facets.forEach(facet -> counts.put(facet, new HashMap<>()));
    }

    Map<String, Long> of(Facet facet) {
        return counts.getOrDefault(facet, Map.of());
    }

    int hits() {
        return hits;
    }

    @Override
    public ScoreMode scoreMode() {
        return ScoreMode.COMPLETE_NO_SCORES;
    }

    @Override
    public LeafCollector getLeafCollector(LeafReaderContext context) throws IOException {
        return new Segment(context);
    }

    private final class Segment implements LeafCollector {

        private final Map<Facet, SortedSetDocValues> values = new EnumMap<>(Facet.class);
        private final Map<Facet, long[]> ordinals = new EnumMap<>(Facet.class);
        private final NumericDocValues at;
        private final long[] since = new long[windows.length];

        Segment(LeafReaderContext context) throws IOException {
            at = DocValues.getNumeric(context.reader(), SearchIndex.AT);
            for (Facet facet : facets) {
                if (facet != Facet.TIME) {
                    SortedSetDocValues found = DocValues.getSortedSet(context.reader(), facet.key());
                    values.put(facet, found);
                    ordinals.put(facet, new long[(int) found.getValueCount()]);
                }
            }
        }

        @Override
        public void setScorer(Scorable scorer) {
            // counts need no score
        }

        @Override
        public void collect(int document) throws IOException {
            hits++;
            for (Map.Entry<Facet, SortedSetDocValues> entry : values.entrySet()) {
                SortedSetDocValues found = entry.getValue();
                if (found.advanceExact(document)) {
                    long[] seen = counted(entry.getKey());
                    for (int i = 0; i < found.docValueCount(); i++) {
                        seen[(int) found.nextOrd()]++;
                    }
                }
            }
            if (facets.contains(Facet.TIME) && at.advanceExact(document)) {
                long time = at.longValue();
                for (int i = 0; i < windows.length; i++) {
                    if (time >= windows[i]) {
                        since[i]++;
                    }
                }
            }
        }

        private long[] counted(Facet facet) {
            return ordinals.getOrDefault(facet, new long[0]);
        }

        @Override
        public void finish() throws IOException {
            for (Map.Entry<Facet, SortedSetDocValues> entry : values.entrySet()) {
                long[] seen = counted(entry.getKey());
                for (int i = 0; i < seen.length; i++) {
                    if (seen[i] > 0) {
                        String name = entry.getValue().lookupOrd(i).utf8ToString();
                        of(entry.getKey()).merge(name, seen[i], Long::sum);
                    }
                }
            }
            if (facets.contains(Facet.TIME)) {
                for (Since window : Since.values()) {
                    of(Facet.TIME).merge(window.key(), since[window.ordinal()], Long::sum);
                }
            }
        }
    }
}
