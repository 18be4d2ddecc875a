package org.mingjian.identity.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mingjian.identity.Caller;
import org.mingjian.identity.Needs;
import org.mingjian.identity.Noted;
import org.mingjian.identity.Outgoing;
import org.mingjian.identity.Outgoing.Kind;
import org.mingjian.kernel.RefusedException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.MethodParameter;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/**
 * Every answer to somebody signed in passes here before its first byte: pages of lists, files and exports are counted
 * and an unusual one is stopped. No endpoint can forget it.
 */
@ControllerAdvice
class OutgoingAdvice implements ResponseBodyAdvice<Object> {

    private static final MediaType CSV = new MediaType("text", "csv");

    private final ObjectProvider<Outgoing> outgoing;

    OutgoingAdvice(ObjectProvider<Outgoing> outgoing) {
        this.outgoing = outgoing;
    }

    @Override
    public boolean supports(MethodParameter method, Class<? extends HttpMessageConverter<?>> converter) {
        return method.hasMethodAnnotation(Needs.class);
    }

    @Override
    public @Nullable Object beforeBodyWrite(
            @Nullable Object body,
            MethodParameter method,
            MediaType type,
            Class<? extends HttpMessageConverter<?>> converter,
            ServerHttpRequest request,
            ServerHttpResponse response) {
        if (body != null
                && request instanceof ServletServerHttpRequest known
                && known.getServletRequest().getAttribute(SessionFilter.CALLER) instanceof Caller caller) {
            String what = request.getMethod() + " "
                    + known.getServletRequest().getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
            leaving(body, type, method.hasMethodAnnotation(Noted.class)).ifPresent(left -> {
                try {
                    take(caller, what, left);
                } catch (RefusedException stopped) {
                    close(body);
                    forget(response);
                    throw stopped;
                }
            });
        }
        return body;
    }

    private void take(Caller caller, String what, Left left) {
        Kind kind = left.kind() != Kind.FILE && what.contains("/api/audit") ? Kind.TRAIL : left.kind();
        outgoing.ifAvailable(counting -> counting.take(caller, kind, what, left.amount()));
    }

    /** The refusal has neither the length nor the name of the file. */
    private static void forget(ServerHttpResponse response) {
        if (response instanceof ServletServerHttpResponse known) {
            known.getServletResponse().setContentLengthLong(-1);
            known.getServletResponse().setHeader(HttpHeaders.CONTENT_DISPOSITION, null);
            known.getServletResponse().setHeader(HttpHeaders.ETAG, null);
        }
    }

    /** A file that does not leave is not left open either. */
    private static void close(Object body) {
        if (body instanceof Resource file) {
            try {
                file.getInputStream().close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** What is about to leave. */
    record Left(Kind kind, int amount) {}

    /** @param noted true for an endpoint whose every use is recorded: its plain lists are personal too */
    static Optional<Left> leaving(Object body, MediaType type, boolean noted) {
        if (body instanceof byte[] text && CSV.includes(type)) {
            int lines = 0;
            for (byte one : text) {
                lines += one == '\n' ? 1 : 0;
            }
            return some(Kind.ROWS, lines - 1);
        }
        if (body instanceof Resource || body instanceof byte[]) {
            return some(Kind.FILE, 1);
        }
        if (body instanceof Collection<?> list && noted) {
            return some(Kind.LIST, list.size());
        }
        return items(body) instanceof Collection<?> page ? some(Kind.LIST, page.size()) : Optional.empty();
    }

    private static Optional<Left> some(Kind kind, int amount) {
        return amount > 0 ? Optional.of(new Left(kind, amount)) : Optional.empty();
    }

    /** The rows of a page: {@code {"items": […], "total": …}}. */
    private static @Nullable Object items(Object body) {
        if (body instanceof Map<?, ?> map) {
            return map.get("items");
        }
        if (!(body instanceof Record)) {
            return Optional.empty();
        }
        return Arrays.stream(body.getClass().getRecordComponents())
                .filter(component -> component.getName().equals("items"))
                .findFirst()
                .map(component -> value(body, component))
                .orElse(Optional.empty());
    }

    private static Object value(Object body, RecordComponent component) {
        try {
            var accessor = component.getAccessor();
            accessor.setAccessible(true);
            return accessor.invoke(body);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a record tells its own components", e);
        }
    }
}
