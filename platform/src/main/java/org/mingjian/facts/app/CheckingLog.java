package org.mingjian.facts.app;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.mingjian.facts.LogCheck;
import org.mingjian.facts.domain.Checkpoints;
import org.mingjian.facts.domain.Frontier;
import org.mingjian.facts.domain.MerkleTree;
import org.mingjian.facts.store.FactStore;
import org.mingjian.facts.store.LogStore;
import org.mingjian.kernel.crypto.Sm3;
import org.springframework.stereotype.Component;

/** {@link LogCheck} over the database, a few thousand facts at a time. */
@Component
class CheckingLog implements LogCheck {

    private static final int PAGE = 4096;
    private static final HexFormat HEX = HexFormat.of();

    private final FactStore facts;
    private final LogStore log;
    private final Contents contents;
    private final PlatformKeys keys;

    CheckingLog(FactStore facts, LogStore log, Contents contents, PlatformKeys keys) {
        this.facts = facts;
        this.log = log;
        this.contents = contents;
        this.keys = keys;
    }

    @Override
    public Head head() {
        return log.head()
                .map(head -> new Head(head.size(), HEX.formatHex(head.root())))
                .orElse(new Head(0, ""));
    }

    @Override
    public Report run() {
        Optional<LogStore.Head> head = log.head();
        Walk walk = new Walk(head.map(LogStore.Head::size).orElse(0L));
        while (walk.position < walk.size && walk.page()) {
            // a page at a time
        }
        head.ifPresent(newest -> {
            if (!Checkpoints.signedBy(newest.note(), keys.log().publicKey())) {
                walk.problem(newest.size(), "checkpoint.signature", "the newest checkpoint is not signed by this key");
            }
        });
        log.outside().forEach(id -> walk.problem(0, "queue", "fact " + id + " has no position and does not wait"));
        log.brokenStreams().forEach(stream -> walk.problem(0, "stream", "numbers are missing in " + stream));
        return walk.report();
    }

    /** One pass over the log, with what has been seen so far. */
    private final class Walk {

        private final long size;
        private final Frontier frontier = Frontier.resume(0, level -> List.of());
        private final List<Problem> problems = new ArrayList<>();
        private long position;
        private long erased;
        private long found;

        Walk(long size) {
            this.size = size;
        }

        /** @return false when the log ends before its newest checkpoint says */
        boolean page() {
            List<FactStore.Row> rows = facts.after(position, (int) Math.min(PAGE, size - position));
            if (rows.isEmpty()) {
                problem(position + 1, "position", "the log ends here; its checkpoint says " + size);
                return false;
            }
            long last = rows.getLast().position();
            List<byte[]> leaves = log.hashes(0, position, last);
            List<LogStore.Head> heads = log.heads(position, last);
            List<Frontier.Finished> finished = new ArrayList<>();
            int at = 0;
            for (int i = 0; i < rows.size(); i++) {
                FactStore.Row row = rows.get(i);
                if (row.position() != position + 1) {
                    problem(position + 1, "position", "the next position is " + row.position());
                    position = row.position() - 1;
                }
                position = row.position();
                finished.addAll(frontier.append(leaf(row, i < leaves.size() ? leaves.get(i) : new byte[0])));
                while (at < heads.size() && heads.get(at).size() <= position) {
                    if (!Arrays.equals(heads.get(at).root(), frontier.root())) {
                        problem(heads.get(at).size(), "checkpoint.root", "another root than the leaves give");
                    }
                    at++;
                }
            }
            for (Frontier.Finished upper : finished) {
                List<byte[]> kept = log.hashes(upper.level(), upper.index(), upper.index() + 1);
                if (kept.size() != 1 || !Arrays.equals(kept.getFirst(), upper.hash())) {
                    problem(position, "node", "upper hash " + upper.level() + "/" + upper.index() + " differs");
                }
            }
            return true;
        }

        private byte[] leaf(FactStore.Row row, byte[] kept) {
            byte[] leaf = MerkleTree.leaf(Contents.entry(row.at(), row.digest()));
            if (!Arrays.equals(leaf, kept)) {
                problem(row.position(), "leaf", "the leaf is not that of time and digest");
            }
            Optional<byte[]> content = contents.canonical(row);
            if (row.erased()) {
                erased++;
            } else if (content.isEmpty()) {
                problem(row.position(), "content", "the content does not open");
            } else if (!Arrays.equals(Sm3.digest(content.get()), row.digest())) {
                problem(row.position(), "digest", "the content is not that of the digest");
            } else if (!says(content.get(), row)) {
                problem(row.position(), "row", "kind, stream or number of the row differ from the content");
            }
            return kept.length == 0 ? leaf : kept;
        }

        private boolean says(byte[] content, FactStore.Row row) {
            var tree = contents.tree(content);
            return tree.path("kind").asString("").equals(row.kind())
                    && tree.path("stream").asString("").equals(row.stream())
                    && tree.path("seq").asLong(-1) == row.seq();
        }

        private void problem(long where, String check, String detail) {
            found++;
            if (problems.size() < LISTED) {
                problems.add(new Problem(where, check, detail));
            }
        }

        Report report() {
            return new Report(size, HEX.formatHex(frontier.root()), erased, found, List.copyOf(problems));
        }
    }
}
