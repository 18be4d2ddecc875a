package org.mingjian.identity.app;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mingjian.identity.Caller;
import org.mingjian.identity.Permission;

/**
 * From where and for what the present thread works: one request. Set by the web layer for the time of a request.
 *
 * @param address from where, as the connection says
 * @param act method and path pattern, such as {@code POST /api/trades/{code}/notice}
 * @param subject what the path names: a trade's code, an id
 * @param permission of the endpoint; null for an open one
 */
public record Origin(
        String address,
        String act,
        String subject,
        boolean writes,
        @Nullable Permission permission,
        @Nullable Caller caller) {

    private static final ThreadLocal<Origin> PRESENT = new ThreadLocal<>();

    public static Optional<Origin> present() {
        return Optional.ofNullable(PRESENT.get());
    }

    public void enter() {
        PRESENT.set(this);
    }

    public static void leave() {
        PRESENT.remove();
    }
}
