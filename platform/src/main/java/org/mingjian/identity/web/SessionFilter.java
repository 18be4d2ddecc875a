package org.mingjian.identity.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import org.mingjian.identity.Caller;
import org.mingjian.identity.app.KeepingSessions;
import org.mingjian.identity.app.Origin;
import org.mingjian.kernel.PlatformException;
import org.mingjian.ops.StrictHeaders;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Finds the caller behind the session cookie, and puts server time and the security headers on every answer. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class SessionFilter extends OncePerRequestFilter {

    static final String COOKIE = "mj_session";
    static final String CALLER = Caller.ATTRIBUTE;
    private static final String ENROLLING = "org.mingjian.enrolling";
    private static final String POLICY = "default-src 'self'; img-src 'self' data: blob:; style-src 'self'"
            + " 'unsafe-inline'; script-src 'self'; worker-src 'self' blob:; object-src 'none'; base-uri 'none';"
            + " frame-ancestors 'none'; form-action 'self'";

    private final KeepingSessions sessions;
    private final InstantSource clock;

    SessionFilter(KeepingSessions sessions, InstantSource clock) {
        this.sessions = sessions;
        this.clock = clock;
    }

    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return true;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        response.setHeader("X-Server-Time", clock.instant().toString());
        StrictHeaders.write(request, response, POLICY);
        if (request.getRequestURI().startsWith("/api/")) {
            response.setHeader("Cache-Control", "no-store");
            token(request).ifPresent(token -> identify(request, token));
        }
        try {
            chain.doFilter(request, response);
        } finally {
            Origin.leave();
        }
    }

    static Optional<Caller> caller(HttpServletRequest request) {
        return request.getAttribute(CALLER) instanceof Caller caller ? Optional.of(caller) : Optional.empty();
    }

    static boolean isEnrolling(HttpServletRequest request) {
        return Boolean.TRUE.equals(request.getAttribute(ENROLLING));
    }

    private void identify(HttpServletRequest request, String token) {
        try {
            sessions.visitor(token).ifPresent(visitor -> {
                request.setAttribute(CALLER, visitor.caller());
                request.setAttribute(ENROLLING, visitor.enrolling());
            });
        } catch (PlatformException malformed) {
            request.removeAttribute(CALLER);
        }
    }

    static Optional<String> token(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        if (cookies == null) {
            return Optional.empty();
        }
        for (Cookie cookie : cookies) {
            if (COOKIE.equals(cookie.getName())) {
                return Optional.of(cookie.getValue());
            }
        }
        return Optional.empty();
    }
}
