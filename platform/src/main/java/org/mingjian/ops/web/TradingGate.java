package org.mingjian.ops.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.mingjian.ops.Tier;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** A node that does not trade has no doors for trading: there is nothing behind them, whoever knocks. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
class TradingGate extends OncePerRequestFilter {

    private static final List<String> TRADING = List.of(
            "/api/trades",
            "/api/registrations",
            "/api/register",
            "/api/plans",
            "/api/seats",
            "/api/inquiries",
            "/api/experts",
            "/api/uploads",
            "/api/deposits");

    private final Tier tier;

    TradingGate(Tier tier) {
        this.tier = tier;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getRequestURI();
        return tier.trades() || TRADING.stream().noneMatch(door -> path.equals(door) || path.startsWith(door + "/"));
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        response.setStatus(HttpServletResponse.SC_NOT_FOUND);
        response.setContentType("application/problem+json;charset=UTF-8");
        response.getOutputStream()
                .write(
                        ("{\"type\":\"about:blank\",\"title\":\"本平台不办理交易\",\"status\":404,\"code\":\"NOT_A_TRADING_NODE\","
                                        + "\"detail\":\"" + tier.title() + "平台只汇集信息，交易在省、市平台办理\"}")
                                .getBytes(StandardCharsets.UTF_8));
    }
}
