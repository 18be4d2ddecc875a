package org.mingjian.sealing.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mingjian.ops.WholeRequest;
import org.mingjian.sealing.app.Arrivals;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Stamps commands that a deadline judges, before anything else is done with them: the small body is read whole, then
 * the
 * time is taken. What the platform needs afterwards (session, checks, a busy database) is not the bidder's delay.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 5)
class ArrivalFilter extends OncePerRequestFilter {

    static final String ARRIVAL = "org.mingjian.arrival";

    private static final Pattern JUDGED =
            Pattern.compile("/api/trades/([0-9A-Z*-]{1,60})/(bids|bids/mine/withdraw|opening/key)");
    private static final int LONGEST = 64 * 1024;

    private final Arrivals arrivals;

    ArrivalFilter(Arrivals arrivals) {
        this.arrivals = arrivals;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Matcher judged = JUDGED.matcher(request.getRequestURI());
        if (!request.getMethod().equals("POST") || !judged.matches()) {
            chain.doFilter(request, response);
            return;
        }
        WholeRequest whole = WholeRequest.of(request, LONGEST);
        if (whole.length() > LONGEST) {
            response.sendError(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
            return;
        }
        try (Arrivals.Arrival arrival = arrivals.arrive(judged.group(1))) {
            request.setAttribute(ARRIVAL, arrival);
            chain.doFilter(whole, response);
        }
    }
}
