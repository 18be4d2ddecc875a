package org.mingjian.cosigner.app;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.mingjian.cosigner.domain.Note;
import org.mingjian.cosigner.store.CosignerStore;
import org.mingjian.facts.SignedHeads;
import org.mingjian.facts.SignedHeads.SignedHead;
import org.springframework.stereotype.Service;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One talk with one co-signer: {@code add-checkpoint} of C2SP tlog-witness, as the log speaks it. */
@Service
class SubmittingHeads {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** The first try tells how far the co-signer is; the second begins there; the third is for a log that grew. */
    private static final int TRIES = 3;

    private final ShortAnswers http = new ShortAnswers(PATIENCE);
    private final CosignerStore store;
    private final SignedHeads heads;
    private final TakingCosignatures taking;
    private final JudgingConflicts judging;
    private final KeepingCosigners cosigners;
    private final InstantSource clock;
    private final JsonMapper json;

    SubmittingHeads(
            CosignerStore store,
            SignedHeads heads,
            TakingCosignatures taking,
            JudgingConflicts judging,
            KeepingCosigners cosigners,
            InstantSource clock,
            JsonMapper json) {
        this.store = store;
        this.heads = heads;
        this.taking = taking;
        this.judging = judging;
        this.cosigners = cosigners;
        this.clock = clock;
        this.json = json;
    }

    /** @return false when the co-signer is away or says what is not understood */
    boolean submit(CosignerStore.Row row) {
        long old = store.known(row.id()).orElse(0);
        try {
            for (int i = 0; i < TRIES; i++) {
                Optional<SignedHead> newest = heads.newest();
                if (newest.isEmpty() || isSigned(row, newest.get())) {
                    return true;
                }
                SignedHead head = newest.get();
                if (old > head.size()) {
                    judging.shorter(row, old, head.size(), newestOf(row, head));
                    return false;
                }
                HttpResponse<String> answer = post(row, head, old);
                switch (answer.statusCode()) {
                    case 200 -> {
                        return taken(row, head, answer.body());
                    }
                    case 409 -> {
                        if (isConflict(answer)) {
                            return refused(row, head, answer);
                        }
                        old = size(answer.body());
                    }
                    case 422 -> {
                        return refused(row, head, answer);
                    }
                    default -> throw new IOException("status " + answer.statusCode());
                }
            }
            throw new IOException("its size changes with each answer");
        } catch (IOException away) {
            String why = away.getMessage() == null ? away.getClass().getSimpleName() : away.getMessage();
            store.contacted(row.id(), 0, clock.instant(), start(why));
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean isSigned(CosignerStore.Row row, SignedHead head) {
        return store.lines(head.size()).stream()
                .anyMatch(line -> line.cosigner().equals(row.id()));
    }

    private boolean taken(CosignerStore.Row row, SignedHead head, String lines) throws IOException {
        Note note = Note.read(head.note() + lines).orElseThrow(() -> new IOException("its answer cannot be read"));
        if (taking.take(row, note).isEmpty()) {
            throw new IOException("its answer is not a co-signature of the registered key");
        }
        cosigners.refresh();
        return true;
    }

    private static boolean isConflict(HttpResponse<String> answer) {
        return answer.headers().firstValue("Mingjian-Evidence").isPresent();
    }

    private static long size(String body) throws IOException {
        if (!body.matches("(0|[1-9]\\d{0,17})\n?")) {
            throw new IOException("a size was expected: " + start(body));
        }
        return Long.parseLong(body.strip());
    }

    private boolean refused(CosignerStore.Row row, SignedHead head, HttpResponse<String> answer)
            throws IOException, InterruptedException {
        Optional<String> name = answer.headers()
                .firstValue("Mingjian-Evidence")
                .filter(found -> found.matches("[a-z]+-[0-9a-f]{16}\\.json"));
        String evidence = answer.body();
        if (name.isPresent()) {
            HttpResponse<String> file =
                    http.ask(request(row, "/evidence/" + name.get()).build());
            evidence = file.statusCode() == 200 ? file.body() : evidence;
        }
        store.contacted(row.id(), 0, clock.instant(), "拒签：" + start(answer.body()));
        judging.refused(row, head.size(), evidence, start(answer.body()));
        return false;
    }

    /** The tree head that a co-signer says it vouched for last, as it shows it. */
    private String newestOf(CosignerStore.Row row, SignedHead head) throws IOException, InterruptedException {
        HttpResponse<String> state = http.ask(request(row, "/").build());
        String origin = head.note().substring(0, head.note().indexOf('\n'));
        try {
            for (JsonNode log : json.readTree(state.body()).path("logs")) {
                if (log.path("origin").asString("").equals(origin)) {
                    return log.path("newest").asString("");
                }
            }
        } catch (JacksonException notJson) {
            return "";
        }
        return "";
    }

    private HttpResponse<String> post(CosignerStore.Row row, SignedHead head, long old)
            throws IOException, InterruptedException {
        StringBuilder body = new StringBuilder("old ").append(old).append('\n');
        List<byte[]> proof = old == 0 ? List.of() : heads.consistency(old, head.size());
        proof.forEach(
                hash -> body.append(Base64.getEncoder().encodeToString(hash)).append('\n'));
        body.append('\n').append(head.note());
        return http.ask(request(row, "/add-checkpoint")
                .header("Content-Type", "text/plain;charset=UTF-8")
                .POST(BodyPublishers.ofString(body.toString()))
                .build());
    }

    private static HttpRequest.Builder request(CosignerStore.Row row, String path) {
        String base = row.address() == null ? "" : row.address().replaceAll("/+$", "");
        return HttpRequest.newBuilder(URI.create(base + path)).timeout(PATIENCE);
    }

    private static String start(String text) {
        return text.strip().substring(0, Math.min(200, text.strip().length()));
    }
}
