package org.mingjian.cosign;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.mingjian.verifier.Checkpoint;
import org.mingjian.verifier.Cosigner;
import org.mingjian.verifier.Proof;
import org.mingjian.verifier.TreeHash;
import org.mingjian.verifier.Unreadable;

/**
 * Decides whether a tree head may be vouched for: {@code add-checkpoint} of C2SP tlog-witness. One at a time, so that
 * checking against the memory and changing it are one act.
 */
final class Ledger {

    private static final int MOST_HASHES = 63;

    /**
     * @param status as the protocol says: 200, 400, 403, 404, 409, 422
     * @param body the signature line on 200, the size on 409, else words
     * @param evidence name of the file that was kept, if the answer is about a conflict
     */
    record Answer(int status, String body, Optional<String> evidence) {

        static Answer of(int status, String words) {
            return new Answer(status, words + "\n", Optional.empty());
        }

        boolean isVouched() {
            return status == 200;
        }
    }

    /** A call that was read: where the proof begins, the proof, the tree head. */
    record Call(long old, List<byte[]> proof, String note, Checkpoint head) {}

    private final Memory memory;
    private final InstantSource clock;

    Ledger(Memory memory, InstantSource clock) {
        this.memory = memory;
        this.clock = clock;
    }

    /** @param request old size line, proof lines, an empty line, the signed tree head */
    Answer add(String request) throws IOException {
        try {
            return add(read(request));
        } catch (Unreadable malformed) {
            return Answer.of(400, malformed.why());
        }
    }

    private static Call read(String request) throws Unreadable {
        int end = request.indexOf("\n\n");
        if (end < 0) {
            throw new Unreadable("an old size line, proof lines, an empty line and a checkpoint are expected");
        }
        String[] lines = request.substring(0, end).split("\n", -1);
        if (!lines[0].matches("old (0|[1-9]\\d{0,17})") || lines.length > MOST_HASHES + 1) {
            throw new Unreadable("the first line is \"old SIZE\", then at most 63 hashes follow");
        }
        List<byte[]> proof = new ArrayList<>();
        for (String line : Arrays.asList(lines).subList(1, lines.length)) {
            byte[] hash = base64(line);
            if (hash.length != TreeHash.LENGTH) {
                throw new Unreadable("a proof line is not a hash of 32 bytes in base64");
            }
            proof.add(hash);
        }
        String note = request.substring(end + 2);
        return new Call(Long.parseLong(lines[0].substring(4)), proof, note, Checkpoint.read(note));
    }

    private static byte[] base64(String line) {
        try {
            return Base64.getDecoder().decode(line);
        } catch (IllegalArgumentException malformed) {
            return new byte[0];
        }
    }

    synchronized Answer add(Call call) throws IOException {
        Checkpoint head = call.head();
        Optional<Memory.Log> found = memory.log(head.origin());
        if (found.isEmpty()) {
            return Answer.of(404, "this co-signer does not follow the log " + head.origin());
        }
        Memory.Log log = found.get();
        if (!head.isSignedBy(log.key().key())) {
            return Answer.of(403, "the log did not sign this checkpoint");
        }
        if (call.old() > head.size()) {
            return Answer.of(400, "the old size is above that of the checkpoint");
        }
        long size = log.size();
        Optional<Checkpoint> known = log.head();
        if (known.isPresent()
                && head.size() == size
                && !Arrays.equals(known.get().root(), head.root())) {
            String kept = keep("fork", log, call, "one size, two roots, both signed by the log");
            return new Answer(409, size + "\n", Optional.of(kept));
        }
        if (call.old() != size) {
            return Answer.of(409, Long.toString(size));
        }
        byte[] root = known.map(Checkpoint::root).orElseGet(TreeHash.SM3::empty);
        var growth = new Proof.Consistency(TreeHash.SM3, size, head.size(), root, head.root(), call.proof());
        Optional<String> problem = growth.problem();
        if (problem.isPresent()) {
            return known.isEmpty()
                    ? Answer.of(422, problem.get())
                    : new Answer(422, problem.get() + "\n", Optional.of(keep("unproven", log, call, problem.get())));
        }
        if (known.isEmpty() || head.size() > size) {
            memory.remember(head.origin(), Conflict.bare(call.note(), head));
        }
        long now = clock.instant().getEpochSecond();
        String line = memory.self().signatureLine(now, memory.sign(Cosigner.message(now, head.body())));
        return new Answer(200, line + "\n", Optional.empty());
    }

    /** The log shows less than was vouched for, and goes on doing so. */
    synchronized Optional<String> shorter(Memory.Log log, Call call) throws IOException {
        return Optional.of(keep("shorter", log, call, "the log shows fewer facts than it had signed before"));
    }

    private String keep(String kind, Memory.Log log, Call call, String problem) throws IOException {
        var conflict = new Conflict(
                kind,
                log.key(),
                log.newest().orElse(""),
                Conflict.bare(call.note(), call.head()),
                call.proof(),
                problem,
                clock.instant());
        return conflict.keep(memory.evidence(), memory.disk());
    }
}
