package org.mingjian.cosigner.app;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks somebody else's server for a short text: whoever answers without end, or a byte at a time, costs neither memory
 * nor a thread. The time of a request is the frame's only until the head of the answer; here it bounds the whole.
 */
final class ShortAnswers {

    /** A co-signature is some hundred bytes, evidence of two heads some thousand. */
    static final int LONGEST = 256 * 1024;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final Duration patience;

    ShortAnswers(Duration patience) {
        this.patience = patience;
    }

    HttpResponse<String> ask(HttpRequest request) throws IOException, InterruptedException {
        BodyHandler<String> bounded = head -> new Bounded();
        CompletableFuture<HttpResponse<String>> answer = http.sendAsync(request, bounded);
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            answer.cancel(true);
            throw new IOException("no whole answer within " + patience, late);
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause() == null ? failed : failed.getCause();
            String why = cause.getMessage();
            throw new IOException(why == null ? cause.getClass().getSimpleName() : why, failed);
        }
    }

    private static final class Bounded implements BodySubscriber<String> {

        private final CompletableFuture<String> whole = new CompletableFuture<>();
        private final ByteArrayOutputStream text = new ByteArrayOutputStream();
        private Subscription source = new Nothing();

        private static final class Nothing implements Subscription {
            @Override
            public void request(long count) {
                // not subscribed yet
            }

            @Override
            public void cancel() {
                // not subscribed yet
            }
        }

        @Override
        public CompletionStage<String> getBody() {
            return whole;
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            source = subscription;
            source.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(List<ByteBuffer> parts) {
            for (ByteBuffer part : parts) {
                if (text.size() + part.remaining() > LONGEST) {
                    source.cancel();
                    whole.completeExceptionally(new IOException("its answer is longer than " + LONGEST + " bytes"));
                    return;
                }
                byte[] bytes = new byte[part.remaining()];
                part.get(bytes);
                text.writeBytes(bytes);
            }
        }

        @Override
        public void onError(Throwable broken) {
            whole.completeExceptionally(broken);
        }

        @Override
        public void onComplete() {
            whole.complete(text.toString(StandardCharsets.UTF_8));
        }
    }
}
