package org.mingjian.portal.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.mingjian.cosigner.Cosigners;
import org.mingjian.kernel.PlatformException;
import org.mingjian.ops.ClockMoved;
import org.mingjian.ops.PlatformName;
import org.mingjian.portal.app.Freshness;
import org.mingjian.portal.app.PortalError;
import org.mingjian.protection.Leaks;
import org.mingjian.protection.OutputGuard;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Renders pages once for each position of their subject and keeps the bytes. */
@Component
class Pages {

    static final String HTML = "text/html;charset=UTF-8";
    static final String JSON = "application/json;charset=UTF-8";
    private static final long CACHE_BYTES = 96L << 20;

    /** What a page needs to know beside its own content. */
    @Component
    record Surroundings(PlatformName site, Assets assets, Cosigners cosigners) {}

    private final TemplateEngine engine = TemplateEngine.createPrecompiled(ContentType.Html);
    private final JsonMapper json;
    private final Freshness freshness;
    private final InstantSource clock;
    private final Assets assets;
    private final Cosigners cosigners;
    private final Leaks leaks;
    private final String site;
    private final boolean sandbox;
    private final Cache<Ask, Page> kept = Caffeine.newBuilder()
            .maximumWeight(CACHE_BYTES)
            .weigher((Ask ask, Page page) -> page.weight())
            .build();
    private final Lock[] locks = Stream.generate(ReentrantLock::new).limit(64).toArray(Lock[]::new);

    Pages(
            JsonMapper json,
            Freshness freshness,
            InstantSource clock,
            Environment environment,
            Leaks leaks,
            Surroundings surroundings) {
        this.json = json;
        this.freshness = freshness;
        this.clock = clock;
        this.assets = surroundings.assets();
        this.cosigners = surroundings.cosigners();
        this.leaks = leaks;
        this.site = surroundings.site().name();
        this.sandbox = environment.acceptsProfiles(Profiles.of("sandbox"));
    }

    /** The page as kept, when it is still true. */
    Optional<Page> hot(Ask ask) {
        return Optional.ofNullable(kept.getIfPresent(ask)).filter(this::isTrue);
    }

    private boolean isTrue(Page page) {
        Page.Truth truth = page.truth();
        return truth.version() == version(truth.subject())
                && System.nanoTime() - page.renderedAt() < truth.keep().toNanos();
    }

    private long version(String subject) {
        return Math.max(freshness.version(subject), freshness.epoch());
    }

    /** The clock of a sandbox jumped: what is left of every deadline is another. */
    @EventListener
    void clockMoved(ClockMoved moved) {
        kept.invalidateAll();
    }

    /**
     * @param subject the stream the page is about, or {@link Freshness#EVERYTHING}
     * @param keep how long its clocks may stand still
     */
    ResponseEntity<byte[]> answer(HttpServletRequest request, String subject, Duration keep, Supplier<View> view) {
        Ask ask = Ask.of(request);
        Lock lock = locks[Math.floorMod(ask.hashCode(), locks.length)];
        lock.lock();
        try {
            Page page = hot(ask).orElseGet(() -> {
                Page.Truth truth = new Page.Truth(subject, version(subject), keep);
                Page rendered = render(ask, HttpStatus.OK, view.get(), truth);
                kept.put(ask, rendered);
                return rendered;
            });
            return Answers.of(page, request);
        } finally {
            lock.unlock();
        }
    }

    /** A page that is not kept: errors. */
    ResponseEntity<byte[]> answerOnce(HttpServletRequest request, HttpStatus status, View view) {
        Ask ask = Ask.of(request);
        boolean json = ask.json() || ask.path().startsWith("/api/");
        Ask asked = new Ask(ask.path(), ask.query(), json, ask.large());
        return Answers.of(render(asked, status, view, Page.Truth.ONCE), request);
    }

    private Page render(Ask ask, HttpStatus status, View view, Page.Truth truth) {
        byte[] body = guarded(ask, ask.json() ? json.writeValueAsBytes(view.model()) : html(ask, view));
        String type = ask.json() ? (status.isError() ? "application/problem+json" : JSON) : HTML;
        return Page.of(status.value(), type, body, truth);
    }

    /** 公开信息出口: personal numbers are masked, a list that tells too much does not go out. */
    private byte[] guarded(Ask ask, byte[] body) {
        OutputGuard.Passed passed = OutputGuard.pass(body);
        if (passed.findings().isEmpty()) {
            return body;
        }
        leaks.stopped(ask.path(), passed);
        if (passed.stopped()) {
            throw new PlatformException(PortalError.WITHHELD, ask.path());
        }
        return passed.bytes();
    }

    private byte[] html(Ask ask, View view) {
        Frame frame = new Frame(
                site,
                view.title(),
                ask.address(),
                section(ask.path()),
                view.crumbs(),
                view.json(),
                view.refresh(),
                ask.large(),
                sandbox,
                clock.instant(),
                cosigners.standing(),
                assets.version());
        Map<String, Object> parameters = new HashMap<>(view.extra());
        parameters.put("frame", frame);
        parameters.put("model", view.model());
        Utf8ByteOutput output = new Utf8ByteOutput();
        engine.render(view.template(), parameters, output);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(output.getContentLength());
        try {
            output.writeTo(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static String section(String path) {
        int end = path.indexOf('/', 1);
        return end < 0 ? path : path.substring(0, end);
    }
}
