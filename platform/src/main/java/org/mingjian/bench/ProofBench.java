package org.mingjian.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mingjian.facts.command.ProofSpeed;

/** {@code proof [SIZE]}: inclusion proofs at random places of a log of ten million facts, without a database. */
final class ProofBench implements Bench.Measurement {

    private static final int PROOFS = 4_000;
    private static final double GOAL_MS = 1.0;

    @Override
    public Measured run(String[] arguments) {
        long size = arguments.length == 0 ? 10_000_000 : Long.parseLong(arguments[0]);
        ProofSpeed.Found found = ProofSpeed.of(size, PROOFS);
        double p99 = found.nanos()[PROOFS * 99 / 100] / 1e6;
        Map<String, Object> notes = new LinkedHashMap<>();
        notes.put("unit", "ms a proof, p99; limit is the goal");
        notes.put("p50", found.nanos()[PROOFS / 2] / 1e6);
        notes.put("tilesAskedFor", found.tiles());
        notes.put("made", "tiles in memory, leaves hashed anew; no database");
        return new Measured("proof", p99, GOAL_MS, p99 / GOAL_MS, List.of(new Measured.Size(size, p99)), 0, notes);
    }
}
