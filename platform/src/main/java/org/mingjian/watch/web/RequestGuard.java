package org.mingjian.watch.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mingjian.identity.Caller;
import org.mingjian.watch.app.CountingAttacks;
import org.mingjian.watch.app.KeepingBarriers;
import org.mingjian.watch.app.Limiting;
import org.mingjian.watch.domain.Addresses;
import org.mingjian.watch.domain.AttackRule.Place;
import org.mingjian.watch.domain.AttackRules.Sighting;
import org.mingjian.watch.domain.Barrier;
import org.mingjian.watch.domain.Known;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** After the session is known: accounts that are shut or slowed, how fast an account asks, and what a request tries. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 12)
class RequestGuard extends OncePerRequestFilter {

    private final Limiting limits;
    private final KeepingBarriers barriers;
    private final CountingAttacks attacks;
    private final Refusing refusing;
    private final boolean refuses;

    /** @param refuses false only while the platform itself is tried with scanners: attacks are counted, none refused */
    RequestGuard(
            Limiting limits,
            KeepingBarriers barriers,
            CountingAttacks attacks,
            Refusing refusing,
            @Value("${mingjian.watch.refuse:true}") boolean refuses) {
        this.limits = limits;
        this.barriers = barriers;
        this.attacks = attacks;
        this.refusing = refusing;
        this.refuses = refuses;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return AddressGuard.HEALTH.contains(request.getRequestURI());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String address = Addresses.counted(request.getRemoteAddr());
        Caller caller = request.getAttribute(Caller.ATTRIBUTE) instanceof Caller known ? known : null;
        if (caller != null && isKeptOut(request, response, address, caller)) {
            return;
        }
        Optional<Sighting> sighting = sighting(request);
        sighting.ifPresent(seen -> attacks.seen(seen, address, caller));
        Optional<Known> refused = sighting.map(Sighting::rule)
                .filter(rule -> rule.answer() == Known.Answer.REFUSE)
                .filter(rule -> refuses);
        if (refused.isPresent()) {
            refusing.attack(request, response, refused.get());
            return;
        }
        chain.doFilter(request, response);
    }

    private boolean isKeptOut(HttpServletRequest request, HttpServletResponse response, String address, Caller caller)
            throws IOException {
        Optional<Barrier> barrier =
                barriers.before(Barrier.Target.ACCOUNT, caller.account().toString());
        if (barrier.isPresent()
                && barrier.get().measure() == Barrier.Measure.SHUT
                && !request.getRequestURI().equals("/api/logout")) {
            barriers.keptOut(barrier.get(), AddressGuard.act(request), address, caller);
            refusing.shut(request, response, barrier.get());
            return true;
        }
        long wait = limits.account(caller.account(), address, barrier.isPresent());
        if (wait > 0 && barrier.isPresent()) {
            refusing.slowed(request, response, wait, barrier.get());
        } else if (wait > 0) {
            refusing.tooMany(request, response, wait, "本账户的请求太多");
        }
        return wait > 0;
    }

    private Optional<Sighting> sighting(HttpServletRequest request) {
        Optional<Sighting> path = attacks.rules().in(Place.PATH, request.getRequestURI());
        if (path.filter(seen -> seen.rule().answer() == Known.Answer.REFUSE).isPresent()) {
            return path;
        }
        Optional<Sighting> query = attacks.rules().in(Place.QUERY, text(request.getQueryString()));
        if (query.isPresent()) {
            return query;
        }
        return attacks.rules()
                .in(Place.AGENT, text(request.getHeader("User-Agent")))
                .or(() -> path);
    }

    private static String text(@Nullable String maybe) {
        return maybe == null ? "" : maybe;
    }
}
