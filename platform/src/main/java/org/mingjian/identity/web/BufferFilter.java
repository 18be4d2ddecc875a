package org.mingjian.identity.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mingjian.ops.WholeRequest;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Bounds JSON bodies, and buffers request and answer of writes that carry an idempotency key. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
class BufferFilter extends OncePerRequestFilter {

    private static final int LIMIT = 8 * 1024 * 1024;

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!isJson(request.getContentType())) {
            chain.doFilter(request, response);
            return;
        }
        WholeRequest buffered = WholeRequest.of(request, LIMIT);
        if (buffered.length() > LIMIT) {
            response.setStatus(413);
            response.setContentType("application/problem+json;charset=UTF-8");
            response.getOutputStream()
                    .write(("{\"type\":\"about:blank\",\"title\":\"请求太大\",\"status\":413,\"code\":\"TOO_LARGE\","
                                    + "\"detail\":\"JSON 请求不超过 8 MiB；文件请用断点续传接口\"}")
                            .getBytes(StandardCharsets.UTF_8));
            return;
        }
        if (request.getHeader(OnceOnly.KEY) == null) {
            chain.doFilter(buffered, response);
            return;
        }
        BufferedResponse kept = new BufferedResponse(response);
        chain.doFilter(buffered, kept);
        kept.copyBodyToResponse();
    }

    /** As the frame will read it: {@code Application/JSON} and {@code application/problem+json} are JSON too. */
    private static boolean isJson(@Nullable String type) {
        if (type == null) {
            return false;
        }
        String plain = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return plain.equals(MediaType.APPLICATION_JSON_VALUE) || plain.endsWith("+json");
    }
}
