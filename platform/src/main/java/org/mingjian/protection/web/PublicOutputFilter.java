package org.mingjian.protection.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.mingjian.protection.Leaks;
import org.mingjian.protection.OutputGuard;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * The guard before the open JSON interfaces below {@code /api/public/}; the pages of the portal have it of their
 * own.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE - 10)
class PublicOutputFilter extends OncePerRequestFilter {

    private final Leaks leaks;

    PublicOutputFilter(Leaks leaks) {
        this.leaks = leaks;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getRequestURI().startsWith("/api/public/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        ContentCachingResponseWrapper kept = new ContentCachingResponseWrapper(response);
        chain.doFilter(request, kept);
        OutputGuard.Passed passed = OutputGuard.pass(kept.getContentAsByteArray());
        if (passed.findings().isEmpty()) {
            kept.copyBodyToResponse();
            return;
        }
        leaks.stopped(request.getRequestURI(), passed);
        byte[] out = passed.stopped() ? new byte[0] : passed.bytes();
        if (passed.stopped()) {
            response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        }
        response.setContentLength(out.length);
        response.getOutputStream().write(out);
    }
}
