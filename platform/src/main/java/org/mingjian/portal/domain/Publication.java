package org.mingjian.portal.domain;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mingjian.facts.Actor;
import org.mingjian.facts.Fact;

/** Makes rows for the public out of a fact that everybody may read. */
public final class Publication {

    public static final String PLAN_STREAM = "plan:";

    private Publication() {}

    /** True for the streams that have a timeline here. */
    public static boolean isFollowed(String stream) {
        return stream.startsWith(TradeFold.STREAM) || stream.startsWith(PLAN_STREAM);
    }

    /** The permanent id of the notice that a fact makes. */
    public static String id(Fact fact) {
        return fact.digest().substring(0, 16);
    }

    public static PublicEvent event(Fact fact, long shown) {
        String notice = InfoType.ofKind(fact.kind()).map(type -> id(fact)).orElse(null);
        return new PublicEvent(
                fact.position(),
                fact.stream(),
                fact.seq(),
                fact.kind(),
                fact.at(),
                organisation(fact.actor()),
                fact.body(),
                fact.files(),
                fact.digest(),
                notice,
                shown);
    }

    /** @param trade as it stands after the fact; null for a plan */
    public static Optional<PublicNotice> notice(Fact fact, @Nullable PublicTrade trade, long shown) {
        return InfoType.ofKind(fact.kind())
                .map(type -> new PublicNotice(
                        id(fact),
                        type,
                        fact.kind(),
                        fact.stream(),
                        trade == null ? null : trade.code(),
                        title(fact, type, trade),
                        trade == null ? Bodies.text(fact.body(), "kind").orElse("construction") : trade.kind(),
                        trade == null ? Bodies.text(fact.body(), "regionCode").orElse("") : trade.regionCode(),
                        trade == null ? tenderer(fact) : trade.tenderer(),
                        organisation(fact.actor()),
                        fact.at(),
                        fact.position(),
                        fact.seq(),
                        fact.digest(),
                        fact.body(),
                        fact.files(),
                        shown));
    }

    private static String tenderer(Fact fact) {
        return Bodies.text(fact.body(), "tendererName", "tenderer").orElse(organisation(fact.actor()));
    }

    private static String title(Fact fact, InfoType type, @Nullable PublicTrade trade) {
        Optional<String> own = Bodies.text(fact.body(), "noticeTitle", type == InfoType.NOTICE ? "title" : "headline");
        if (own.isPresent()) {
            return own.get();
        }
        String subject =
                trade == null ? Bodies.text(fact.body(), "title", "name").orElse(fact.stream()) : trade.title();
        return subject.endsWith(type.title()) ? subject : subject + " " + type.title();
    }

    private static String organisation(Actor actor) {
        String name = actor.organisationName();
        return name == null ? (actor.account().equals(Actor.SYSTEM.account()) ? "平台" : "") : name;
    }
}
