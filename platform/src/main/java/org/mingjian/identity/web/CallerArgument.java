package org.mingjian.identity.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingjian.identity.Caller;
import org.mingjian.identity.IdentityError;
import org.mingjian.kernel.PlatformException;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Gives controllers their {@link Caller} and puts the gate and idempotency before every handler. */
@Configuration
class CallerArgument implements WebMvcConfigurer, HandlerMethodArgumentResolver {

    private final Gate gate;
    private final OnceOnly onceOnly;

    CallerArgument(Gate gate, OnceOnly onceOnly) {
        this.gate = gate;
        this.onceOnly = onceOnly;
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(this);
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(gate);
        registry.addInterceptor(onceOnly);
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Caller.class;
    }

    /** An open endpoint may take a {@code @Nullable Caller}. */
    @Override
    public @Nullable Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory factory) {
        Object caller = request.getAttribute(SessionFilter.CALLER, RequestAttributes.SCOPE_REQUEST);
        if (caller == null && !parameter.isOptional()) {
            throw new PlatformException(IdentityError.NOT_SIGNED_IN, "需要登录");
        }
        return caller;
    }
}
