package org.mingjian.identity.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collections;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.mingjian.identity.Caller;
import org.mingjian.identity.IdentityError;
import org.mingjian.identity.store.SessionStore;
import org.mingjian.kernel.GroupWork;
import org.mingjian.kernel.PlatformException;
import org.mingjian.kernel.crypto.Sm3;
import org.mingjian.ops.WholeRequest;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.util.WebUtils;

/**
 * A write with an {@code Idempotency-Key} runs once: repeated by the same account it gets the first answer again; the
 * same key for another request is refused. The request is known by method, path and the digest of its JSON body.
 */
@Component
class OnceOnly implements HandlerInterceptor {

    static final String KEY = "Idempotency-Key";
    private static final int GROUP = 256;
    private static final String CLAIMED = "org.mingjian.claimed";

    private final SessionStore store;
    private final InstantSource clock;

    /** A whole hall presses the button in one second: claims and answers of that moment share their commits. */
    private final GroupWork<SessionStore.Claim, Boolean> claims;

    private final GroupWork<SessionStore.Answer, Boolean> answers;

    /** Claims of acts that failed while the database was away, so that the claim could not be taken back. */
    private final Set<Failed> toForget = ConcurrentHashMap.newKeySet();

    private record Failed(UUID account, String key) {}

    OnceOnly(SessionStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
        ExecutorService threads = Executors.newCachedThreadPool(
                Thread.ofPlatform().name("once-only-", 0).daemon().factory());
        this.claims = new GroupWork<>(threads, GROUP, store::claim);
        this.answers = new GroupWork<>(threads, GROUP, batch -> {
            store.answer(batch);
            return Collections.nCopies(batch.size(), true);
        });
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        String key = request.getHeader(KEY);
        // An error page is the same request again: it must not hide the error behind a used key.
        boolean errorPage = request.getDispatcherType() == DispatcherType.ERROR;
        if (key == null || errorPage || !(request.getAttribute(SessionFilter.CALLER) instanceof Caller caller)) {
            return true;
        }
        if (key.isBlank() || key.length() > 100) {
            throw new PlatformException(IdentityError.INVALID_INPUT, "幂等键为 1 至 100 个字符");
        }
        byte[] digest = digest(request);
        Failed mine = new Failed(caller.account(), key);
        if (toForget.contains(mine)) {
            store.forget(caller.account(), key);
            toForget.remove(mine);
        }
        if (claims.of(new SessionStore.Claim(caller.account(), key, digest, clock.instant()))) {
            request.setAttribute(CLAIMED, key);
            return true;
        }
        SessionStore.Answered before = store.answered(caller.account(), key).orElseThrow();
        if (!Arrays.equals(before.request(), digest)) {
            throw new PlatformException(IdentityError.KEY_REUSED, key);
        }
        Integer status = before.status();
        byte[] body = before.body();
        if (status == null || body == null) {
            throw new PlatformException(IdentityError.REPEATED_REQUEST, key);
        }
        response.setStatus(status);
        response.setContentType(before.contentType());
        response.setHeader("Idempotency-Replayed", "true");
        response.getOutputStream().write(body);
        return false;
    }

    private static byte[] digest(HttpServletRequest request) throws IOException {
        String line = request.getMethod() + " " + request.getRequestURI();
        WholeRequest buffered = WebUtils.getNativeRequest(request, WholeRequest.class);
        byte[] body = buffered == null ? new byte[0] : buffered.bytes();
        return Sm3.digest(line.getBytes(StandardCharsets.UTF_8), new byte[] {0}, body);
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception failure) {
        if (!(request.getAttribute(CLAIMED) instanceof String key)
                || !(request.getAttribute(SessionFilter.CALLER) instanceof Caller caller)) {
            return;
        }
        BufferedResponse buffered = WebUtils.getNativeResponse(response, BufferedResponse.class);
        if (buffered == null || response.getStatus() >= 500) {
            forget(new Failed(caller.account(), key));
            return;
        }
        try {
            answers.of(new SessionStore.Answer(
                    caller.account(), key, response.getStatus(), response.getContentType(), buffered.bytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void forget(Failed act) {
        try {
            store.forget(act.account(), act.key());
        } catch (DataAccessException away) {
            toForget.add(act);
        }
    }
}
