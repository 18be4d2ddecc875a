package org.mingjian.identity.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.mingjian.identity.Caller;
import org.mingjian.identity.Enrolling;
import org.mingjian.identity.IdentityError;
import org.mingjian.identity.Needs;
import org.mingjian.identity.Noted;
import org.mingjian.identity.Permission;
import org.mingjian.identity.Reach;
import org.mingjian.identity.TradePlaces;
import org.mingjian.identity.app.Origin;
import org.mingjian.identity.app.RecordingActs;
import org.mingjian.kernel.Open;
import org.mingjian.kernel.PlatformException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/** Lets a request through to a handler only with the permission that the handler names. */
@Component
class Gate implements HandlerInterceptor {

    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    private final ObjectProvider<TradePlaces> places;
    private final RecordingActs acts;

    Gate(ObjectProvider<TradePlaces> places, RecordingActs acts) {
        this.places = places;
        this.acts = acts;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (!(handler instanceof HandlerMethod method) || isFrame(method)) {
            return true;
        }
        if (method.hasMethodAnnotation(Open.class)) {
            return true;
        }
        Needs needs = method.getMethodAnnotation(Needs.class);
        if (needs == null) {
            throw new IllegalStateException("endpoint without a permission: " + method);
        }
        Object caller = request.getAttribute(SessionFilter.CALLER);
        if (!(caller instanceof Caller known)) {
            throw new PlatformException(IdentityError.NOT_SIGNED_IN, request.getRequestURI());
        }
        Origin origin = origin(request, needs.value(), known);
        origin.enter();
        if (SessionFilter.isEnrolling(request) && !method.hasMethodAnnotation(Enrolling.class)) {
            throw new PlatformException(IdentityError.MUST_CHANGE_FIRST, "首次登录、口令到期或尚无证书");
        }
        if (!SAFE.contains(request.getMethod()) && request.getHeader("X-Requested-With") == null) {
            throw new PlatformException(IdentityError.FORGED_REQUEST, "缺少请求头 X-Requested-With");
        }
        if (!known.may(needs.value())) {
            throw new PlatformException(
                    IdentityError.NOT_PERMITTED, "需要权限：" + needs.value().title());
        }
        requireReach(request, known, needs.value());
        Noted noted = method.getMethodAnnotation(Noted.class);
        if (noted != null) {
            acts.look(origin, noted.value());
        }
        return true;
    }

    private static Origin origin(HttpServletRequest request, Permission permission, Caller caller) {
        Object pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        Object variables = request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
        String subject = variables instanceof Map<?, ?> named
                ? named.values().stream().map(String::valueOf).collect(Collectors.joining(" "))
                : "";
        return new Origin(
                request.getRemoteAddr(),
                request.getMethod() + " " + pattern,
                subject.length() > 200 ? subject.substring(0, 200) : subject,
                !SAFE.contains(request.getMethod()),
                permission,
                caller);
    }

    /**
     * 数据范围: whoever acts by a scoped role reaches the trades of his region, department, kind or single trade only,
     * whatever the endpoint; whose own trade it is, the use case still checks.
     */
    private void requireReach(HttpServletRequest request, Caller caller, Permission permission) {
        Reach reach = caller.reach(permission);
        // By the pattern that matched, never by the address as it was written: /api/%74rades/… matches too.
        Object pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        if (reach.isEverything() || !String.valueOf(pattern).startsWith("/api/trades/")) {
            return;
        }
        Object variables = request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
        if (!(variables instanceof Map<?, ?> known) || !(known.get("code") instanceof String code)) {
            return;
        }
        boolean inside =
                places.stream().flatMap(found -> found.ofTrade(code).stream()).allMatch(reach::covers);
        if (!inside) {
            throw new PlatformException(IdentityError.OUT_OF_REACH, "这宗交易不在您的地区、部门或类别之内");
        }
    }

    /** Error page and API description of the frame itself. */
    private static boolean isFrame(HandlerMethod method) {
        return !method.getBeanType().getName().startsWith("org.mingjian.");
    }
}
