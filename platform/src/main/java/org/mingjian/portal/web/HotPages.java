package org.mingjian.portal.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives out pages that are rendered already, before anything else looks at the request. Only pages of the public
 * site are ever kept, so whoever asks may have them.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 5)
class HotPages extends OncePerRequestFilter {

    private final Pages pages;
    private final InstantSource clock;

    HotPages(Pages pages, InstantSource clock) {
        this.pages = pages;
        this.clock = clock;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String method = request.getMethod();
        String path = request.getRequestURI();
        return !(method.equals("GET") || method.equals("HEAD"))
                || path.startsWith("/api/")
                || path.startsWith("/desk")
                || path.startsWith("/log/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<Page> page = pages.hot(Ask.of(request));
        if (page.isPresent()) {
            response.setHeader("X-Server-Time", clock.instant().toString());
            Answers.write(page.get(), request, response);
        } else {
            chain.doFilter(request, response);
        }
    }
}
