package org.mingjian.identity.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import org.mingjian.identity.Caller;
import org.mingjian.identity.IdentityError;
import org.mingjian.identity.Needs;
import org.mingjian.kernel.Open;
import org.mingjian.kernel.PlatformException;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Lets a request through to a handler only with the permission that the handler names. */
@Component
class Gate implements HandlerInterceptor {

    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

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
        if (!SAFE.contains(request.getMethod()) && request.getHeader("X-Requested-With") == null) {
            throw new PlatformException(IdentityError.FORGED_REQUEST, "缺少请求头 X-Requested-With");
        }
        if (!known.may(needs.value())) {
            throw new PlatformException(
                    IdentityError.NOT_PERMITTED, "需要权限：" + needs.value().title());
        }
        return true;
    }

    /** Error page and API description of the frame itself. */
    private static boolean isFrame(HandlerMethod method) {
        return !method.getBeanType().getName().startsWith("org.mingjian.");
    }
}
