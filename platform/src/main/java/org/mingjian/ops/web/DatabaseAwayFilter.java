package org.mingjian.ops.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.mingjian.ops.DatabaseAway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Answers 503 where the database went away outside a controller: while the session was looked up, for example. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class DatabaseAwayFilter extends OncePerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseAwayFilter.class);

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (RuntimeException | ServletException e) {
            if (!DatabaseAway.causes(e) || response.isCommitted()) {
                throw e;
            }
            LOG.warn("{} {}: the database is away", request.getMethod(), request.getRequestURI());
            response.resetBuffer();
            response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            response.setIntHeader("Retry-After", DatabaseAway.RETRY_AFTER_SECONDS);
            response.setContentType("application/problem+json;charset=UTF-8");
            response.getOutputStream()
                    .write(("{\"type\":\"about:blank\",\"title\":\"" + DatabaseAway.TITLE
                                    + "\",\"status\":503,\"code\":\"" + DatabaseAway.CODE + "\",\"detail\":\""
                                    + DatabaseAway.DETAIL + "\"}")
                            .getBytes(StandardCharsets.UTF_8));
        }
    }
}
