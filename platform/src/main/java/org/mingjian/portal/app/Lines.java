package org.mingjian.portal.app;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.mingjian.portal.domain.Formats;
import org.mingjian.portal.domain.PublicNotice;
import org.mingjian.portal.domain.PublicTrade;
import org.mingjian.portal.domain.TradeKinds;
import org.mingjian.tender.TradeState;
import org.springframework.stereotype.Component;

/** Rows of lists, as pages and their JSON twins show them. */
@Component
public class Lines {

    /**
     * 时限: what is due, when, and how it stands by the server's clock.
     *
     * @param level {@code calm}, {@code amber} from one fifth left, {@code over}
     * @param left in words, as of {@code now}
     */
    public record Clock(String label, Instant at, String level, String left, Instant now) {}

    /** A trade in a list; money in 元 as a decimal string. */
    public record TradeLine(
            String code,
            String title,
            String kind,
            String region,
            String tenderer,
            String agency,
            TradeState state,
            String stateTitle,
            @Nullable BigDecimal ceiling,
            String winner,
            @Nullable BigDecimal awardPrice,
            Instant publishedAt,
            @Nullable Clock next,
            String href) {}

    /** A notice in a list. */
    public record NoticeLine(
            String id,
            String title,
            String type,
            String typeTitle,
            String kind,
            String region,
            String tenderer,
            @Nullable String trade,
            Instant publishedAt,
            long position,
            String href) {}

    private final Regions regions;
    private final InstantSource clock;

    Lines(Regions regions, InstantSource clock) {
        this.regions = regions;
        this.clock = clock;
    }

    public TradeLine of(PublicTrade trade) {
        return new TradeLine(
                trade.code(),
                trade.title(),
                TradeKinds.title(trade.kind()),
                regions.name(trade.regionCode()),
                trade.tenderer(),
                trade.agency(),
                trade.state(),
                trade.state().title(),
                trade.ceiling(),
                trade.winner(),
                trade.awardPrice(),
                trade.known(),
                next(trade),
                "/trades/" + trade.code());
    }

    public NoticeLine of(PublicNotice notice) {
        return new NoticeLine(
                notice.id(),
                notice.title(),
                notice.type().key(),
                notice.type().title(),
                TradeKinds.title(notice.kind()),
                regions.name(notice.regionCode()),
                notice.tenderer(),
                notice.trade(),
                notice.publishedAt(),
                notice.position(),
                "/notices/" + notice.id());
    }

    /** The hour that matters next for those outside; null when the law or the documents name none. */
    private @Nullable Clock next(PublicTrade trade) {
        return switch (trade.state()) {
            case BIDDING -> clock("投标截止", trade.times().bidDeadline(), trade.known());
            case PUBLICITY -> clock("公示截止", trade.times().publicityEnds(), trade.stateSince());
            case REGISTERED,
                    OPENING,
                    OPENED,
                    EVALUATING,
                    EVALUATED,
                    SELECTED,
                    AWARDED,
                    CONTRACTED,
                    CLOSED,
                    SUSPENDED,
                    FAILED,
                    TERMINATED -> null;
        };
    }

    public @Nullable Clock clock(String label, @Nullable Instant at, Instant start) {
        return at == null ? null : running(label, at, start);
    }

    Clock running(String label, Instant at, Instant start) {
        Instant now = clock.instant();
        Duration left = Duration.between(now, at);
        Duration whole = Duration.between(start, at);
        String level = left.isNegative() ? "over" : left.multipliedBy(5).compareTo(whole) < 0 ? "amber" : "calm";
        String words = left.isNegative() ? "已截止" : "剩余 " + Formats.left(left);
        return new Clock(label, at, level, words, now);
    }

    public Instant now() {
        return clock.instant();
    }

    String region(String code) {
        return regions.name(code);
    }
}
