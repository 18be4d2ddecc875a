package org.mingjian.watch.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.mingjian.watch.app.CountingAttacks;
import org.mingjian.watch.app.KeepingBarriers;
import org.mingjian.watch.app.Limiting;
import org.mingjian.watch.domain.Addresses;
import org.mingjian.watch.domain.AttackRules.Sighting;
import org.mingjian.watch.domain.Barrier;
import org.mingjian.watch.domain.Known;
import org.mingjian.watch.domain.Tripwire;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The outermost guard, before even the kept pages of the portal: addresses that are shut or slowed, how fast an address
 * asks, and what its answers show (failed logins, addresses that are not there, pages taken in bulk). Health checks
 * pass always.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 4)
class AddressGuard extends OncePerRequestFilter {

    /** Asked by load balancers and monitors; they tell nothing and cost nothing. */
    static final Set<String> HEALTH = Set.of("/api/platform", "/api/clock", "/api/health", "/api/ready");

    private static final Set<String> PARTS = Set.of("css", "js", "svg", "png", "ico", "woff2", "webmanifest");

    private final Limiting limits;
    private final KeepingBarriers barriers;
    private final CountingAttacks attacks;
    private final Refusing refusing;

    AddressGuard(Limiting limits, KeepingBarriers barriers, CountingAttacks attacks, Refusing refusing) {
        this.limits = limits;
        this.barriers = barriers;
        this.attacks = attacks;
        this.refusing = refusing;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return HEALTH.contains(request.getRequestURI());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String address = Addresses.counted(request.getRemoteAddr());
        Optional<Barrier> barrier = barriers.before(Barrier.Target.ADDRESS, address);
        if (barrier.isPresent() && barrier.get().measure() == Barrier.Measure.SHUT) {
            barriers.keptOut(barrier.get(), act(request), address, null);
            refusing.shut(request, response, barrier.get());
            return;
        }
        long wait = limits.address(address, barrier.isPresent());
        if (wait > 0 && barrier.isPresent()) {
            refusing.slowed(request, response, wait, barrier.get());
            return;
        }
        if (wait > 0) {
            refusing.tooMany(request, response, wait, "来自这个地址的请求太多");
            return;
        }
        if (isPublicPage(request) && isTripped(Tripwire.On.PUBLIC_PAGE, address, request)) {
            refusing.tooMany(request, response, 60, "短时间内抓取公开页面过多；批量使用请用公开数据接口");
            return;
        }
        chain.doFilter(request, response);
        learn(request, response, address);
    }

    private void learn(HttpServletRequest request, HttpServletResponse response, String address) {
        int status = response.getStatus();
        if ((status == 401 || status == 429)
                && request.getMethod().equals("POST")
                && request.getRequestURI().startsWith("/api/login")) {
            isTripped(Tripwire.On.LOGIN_FAILED, address, request);
        } else if (status == 404 || status == 403) {
            isTripped(Tripwire.On.NOT_FOUND, address, request);
        }
    }

    /** @return whether to refuse */
    private boolean isTripped(Tripwire.On on, String address, HttpServletRequest request) {
        if (on == Tripwire.On.PUBLIC_PAGE && limits.isExempt(address)) {
            return false;
        }
        Optional<Tripwire> tripped = attacks.happened(on, address);
        tripped.ifPresent(rule -> attacks.seen(new Sighting(rule, act(request)), address, null));
        return tripped.filter(rule -> rule.answer() == Known.Answer.REFUSE).isPresent();
    }

    private static boolean isPublicPage(HttpServletRequest request) {
        String path = request.getRequestURI();
        return !path.startsWith("/api/")
                && !path.startsWith("/desk")
                && !path.startsWith("/log/")
                && !PARTS.contains(path.substring(path.lastIndexOf('.') + 1));
    }

    /** Method and the first two parts of the path: what is asked, without naming whose trade it is. */
    static String act(HttpServletRequest request) {
        String[] parts = request.getRequestURI().split("/", 4);
        String path = (parts.length > 1 ? "/" + parts[1] : "/") + (parts.length > 2 ? "/" + parts[2] : "");
        return request.getMethod() + " " + (path.length() > 80 ? path.substring(0, 80) : path);
    }
}
