package org.mingjian.watch.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.mingjian.identity.Caller;
import org.mingjian.ops.WholeRequest;
import org.mingjian.watch.app.CountingAttacks;
import org.mingjian.watch.domain.Addresses;
import org.mingjian.watch.domain.AttackRule.Place;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * What JSON bodies try, after they were read whole. Counts and never refuses: a body is a parameter of a statement and
 * escaped on every page, and a lawful text may quote what an attack would write.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 22)
class BodyGuard extends OncePerRequestFilter {

    private static final int HEAD = 8 * 1024;

    private final CountingAttacks attacks;

    BodyGuard(CountingAttacks attacks) {
        this.attacks = attacks;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request instanceof WholeRequest whole) {
            Caller caller = request.getAttribute(Caller.ATTRIBUTE) instanceof Caller known ? known : null;
            String address = Addresses.counted(request.getRemoteAddr());
            attacks.rules()
                    .in(Place.BODY, new String(whole.head(HEAD), StandardCharsets.UTF_8))
                    .ifPresent(seen -> attacks.seen(seen, address, caller));
        }
        chain.doFilter(request, response);
    }
}
