package org.mingjian.ops.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * One address has one spelling. A handler is found by the decoded path, so {@code /api/%74rades/…} would reach the same
 * handler as {@code /api/trades/…} past every filter that looks at the written one; what no client writes is refused:
 * letters, digits, {@code -} and {@code _} behind a percent sign, and parameters behind a semicolon (RFC 3986 §6.2.2.2:
 * unreserved characters are not encoded). After the guard, so that attacks keep their name.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 13)
class OneSpelling extends OncePerRequestFilter {

    private static final Pattern OTHER =
            Pattern.compile(";|%(2[dD]|3[0-9]|4[1-9a-fA-F]|5[0-9aAfF]|6[1-9a-fA-F]|7[0-9aA])");

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !OTHER.matcher(request.getRequestURI()).find();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
        response.setContentType("application/problem+json;charset=UTF-8");
        response.getOutputStream()
                .write(("{\"type\":\"about:blank\",\"title\":\"地址写法不规范\",\"status\":400,\"code\":\"PATH_SPELLING\","
                                + "\"detail\":\"地址中的字母和数字不要转义，也不带分号参数\"}")
                        .getBytes(StandardCharsets.UTF_8));
    }
}
