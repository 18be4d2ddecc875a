package org.mingjian.cosign;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.mingjian.verifier.Checkpoint;
import org.mingjian.verifier.Unreadable;

/**
 * Follows a log from outside, as any reader sees it: asks for the newest tree head and for the proof that it grew
 * out of the one vouched for, co-signs, and hands the co-signature in. Needs no open port, and finds a platform that
 * shows the public another log than it hands in for co-signing.
 */
final class Following {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** So often must the log be seen shorter, one time after another, before it counts. */
    private static final int PATIENT = 3;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final String base;
    private final Memory memory;
    private final Ledger ledger;
    private long handedIn = -1;
    private int shorter;

    /** @param base address of the platform, such as {@code https://ggzy.example.gov.cn} */
    Following(String base, Memory memory, Ledger ledger) {
        this.base = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
        this.memory = memory;
        this.ledger = ledger;
    }

    /** What one look found, in words for the operator. */
    sealed interface Seen {
        /** Nothing that was not known. */
        record Nothing() implements Seen {}

        /** @param line the signature line that was handed in */
        record Vouched(long size, String line) implements Seen {}

        /** @param evidence name of the file */
        record Found(String evidence, String problem) implements Seen {}

        /** The platform is away, or says what cannot be read; the next look may do better. */
        record Away(String why) implements Seen {}
    }

    Seen look() throws InterruptedException {
        try {
            return read();
        } catch (IOException away) {
            return new Seen.Away(
                    base + " does not answer: " + away.getClass().getSimpleName() + " " + away.getMessage());
        } catch (Unreadable malformed) {
            return new Seen.Away(base + " gives what is not a checkpoint: " + malformed.why());
        }
    }

    private Seen read() throws IOException, InterruptedException, Unreadable {
        HttpResponse<String> answer = get("/log/checkpoint");
        if (answer.statusCode() != 200) {
            return new Seen.Away(base + " has no checkpoint: status " + answer.statusCode());
        }
        String note = answer.body();
        Checkpoint head = Checkpoint.read(note);
        Optional<Memory.Log> found = memory.log(head.origin());
        if (found.isEmpty() || !head.isSignedBy(found.get().key().key())) {
            return new Seen.Away(base + " shows a checkpoint that no log followed here has signed: " + head.origin());
        }
        Memory.Log log = found.get();
        if (head.size() < log.size()) {
            return shorter(log, note, head);
        }
        shorter = 0;
        if (head.size() == handedIn && log.size() == handedIn && sameRoot(log, head)) {
            return new Seen.Nothing();
        }
        Ledger.Answer decided = ledger.add(new Ledger.Call(log.size(), path(log.size(), head.size()), note, head));
        if (decided.evidence().isPresent()) {
            report(decided.evidence().get());
            return new Seen.Found(decided.evidence().get(), decided.body().strip());
        }
        return decided.isVouched() ? handIn(head, decided.body()) : new Seen.Away("not vouched: " + decided.body());
    }

    private static boolean sameRoot(Memory.Log log, Checkpoint head) {
        return log.head()
                .filter(known -> Arrays.equals(known.root(), head.root()))
                .isPresent();
    }

    private Seen shorter(Memory.Log log, String note, Checkpoint head) throws IOException, InterruptedException {
        if (++shorter < PATIENT) {
            return new Seen.Away("the log shows " + head.size() + " facts; " + log.size() + " were vouched for");
        }
        Optional<String> evidence = ledger.shorter(log, new Ledger.Call(head.size(), List.of(), note, head));
        report(evidence.orElseThrow());
        return new Seen.Found(evidence.get(), "the log shows fewer facts than it had signed before");
    }

    private List<byte[]> path(long from, long to) throws IOException, InterruptedException {
        List<byte[]> path = new ArrayList<>();
        if (from == 0 || from == to) {
            return path;
        }
        HttpResponse<String> answer = get("/log/consistency/" + from + "/" + to);
        if (answer.statusCode() != 200) {
            throw new IOException("no consistency proof: status " + answer.statusCode());
        }
        for (String line : answer.body().split("\n")) {
            try {
                path.add(Base64.getDecoder().decode(line));
            } catch (IllegalArgumentException malformed) {
                path.add(new byte[0]);
            }
        }
        return path;
    }

    private Seen handIn(Checkpoint head, String line) throws IOException, InterruptedException {
        String body = new String(head.body(), StandardCharsets.UTF_8) + "\n" + line;
        HttpResponse<String> answer = post("/log/cosignatures", body);
        if (answer.statusCode() / 100 != 2) {
            return new Seen.Away("the co-signature was not taken: status " + answer.statusCode() + " " + answer.body());
        }
        handedIn = head.size();
        return new Seen.Vouched(head.size(), line.strip());
    }

    /** The platform and its regulator shall know; that they were told matters less than that it is kept here. */
    private void report(String evidence) throws IOException, InterruptedException {
        post("/log/conflicts", Files.readString(memory.evidence().resolve(evidence)));
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(base + path))
                        .timeout(PATIENCE)
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(base + path))
                        .timeout(PATIENCE)
                        .header("Content-Type", "text/plain;charset=UTF-8")
                        .header("X-Requested-With", "cosign")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }
}
