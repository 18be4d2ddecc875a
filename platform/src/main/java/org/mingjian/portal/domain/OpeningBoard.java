package org.mingjian.portal.domain;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mingjian.tender.TradeFact;
import tools.jackson.databind.JsonNode;

/**
 * 开标公开视图: what anybody may see of an opening, folded from its public facts.
 *
 * @param received sealed bids at the deadline; null before it
 * @param root Merkle root over them, published before anything is opened; empty before the deadline
 * @param closedAt when the deadline closed the bids
 * @param recorded true when the opening record is published
 * @param acts other acts of the opening, in order
 */
public record OpeningBoard(
        @Nullable Integer received,
        String root,
        @Nullable Instant closedAt,
        boolean paused,
        boolean decryptionClosed,
        boolean recorded,
        List<Bid> bids,
        List<Act> acts) {

    /** How a bid stands. */
    public enum BidState {
        SEALED("待解密", "·"),
        OPENED("解密成功", "✓"),
        REVOKED("撤销", "×"),
        WITHDRAWN("撤回", "−"),
        FAILED("解密失败", "!");

        private final String title;
        private final String sign;

        BidState(String title, String sign) {
            this.title = title;
            this.sign = sign;
        }

        public String title() {
            return title;
        }

        /** Beside the colour, so that colour is never the only cue. */
        public String sign() {
            return sign;
        }
    }

    /**
     * @param number from 1, in the order in which they came in
     * @param price as read; null while it is not
     * @param cause of a failure, in words
     * @param at when it was opened or failed; null while it waits
     * @param position of that fact; 0 while it waits
     */
    public record Bid(
            int number,
            String bidder,
            String creditCode,
            BidState state,
            @Nullable BigDecimal price,
            String cause,
            @Nullable Instant at,
            long position) {}

    /** Something said or done in the hall. */
    public record Act(Instant at, String title, String text, long position) {}

    /** Kinds this view is made of. */
    public static final List<String> KINDS = List.of(
            TradeFact.BIDS_CLOSED.kind(),
            TradeFact.BID_OPENED.kind(),
            TradeFact.BID_OPENING_FAILED.kind(),
            TradeFact.OPENING_PAUSED.kind(),
            TradeFact.OPENING_CONTINUED.kind(),
            TradeFact.DECRYPTION_CLOSED.kind(),
            TradeFact.BID_RULED.kind(),
            TradeFact.PRICES_READ.kind(),
            TradeFact.OPENING_OBJECTION_RAISED.kind(),
            TradeFact.OPENING_OBJECTION_ANSWERED.kind(),
            TradeFact.OPENING_RECORDED.kind(),
            TradeFact.TENDER_FAILED.kind());

    public long count(BidState state) {
        if (state == BidState.SEALED) {
            return listed(state) + Math.max(0, (received == null ? 0 : received) - (long) bids.size());
        }
        return listed(state);
    }

    private long listed(BidState state) {
        return bids.stream().filter(bid -> bid.state() == state).count();
    }

    public static OpeningBoard of(List<PublicEvent> events) {
        Folding folding = new Folding();
        events.forEach(folding::take);
        return folding.board();
    }

    private static final class Folding {

        private @Nullable Integer received;
        private String root = "";
        private @Nullable Instant closedAt;
        private boolean paused;
        private boolean decryptionClosed;
        private boolean recorded;
        private final Map<String, Bid> bids = new LinkedHashMap<>();
        private final List<Act> acts = new ArrayList<>();

        void take(PublicEvent event) {
            Optional<TradeFact> fact = TradeFact.ofKind(event.kind());
            if (fact.isEmpty()) {
                return;
            }
            switch (fact.get()) {
                case BIDS_CLOSED -> {
                    event.body().path("bids").forEach(bid -> {
                        if (bid.isObject()) {
                            bid(null, bid, BidState.SEALED);
                        }
                    });
                    received = Bodies.text(event.body(), "count")
                            .filter(text -> text.matches("\\d{1,7}"))
                            .map(Integer::valueOf)
                            .orElse(null);
                    root = Bodies.text(event.body(), "root").orElse("");
                    closedAt = event.at();
                    act(event);
                }
                case BID_OPENED -> bid(event, event.body(), BidState.OPENED);
                case BID_OPENING_FAILED -> bid(event, event.body(), failure(event.body()));
                case BID_RULED -> {
                    boolean bidders = event.body().path("blame").asString("").equals("BIDDER");
                    bid(event, event.body(), bidders ? BidState.REVOKED : BidState.WITHDRAWN);
                    act(event);
                }
                case OPENING_PAUSED -> {
                    paused = true;
                    act(event);
                }
                case OPENING_CONTINUED -> {
                    paused = false;
                    act(event);
                }
                case DECRYPTION_CLOSED -> {
                    decryptionClosed = true;
                    rows(event);
                    act(event);
                }
                case PRICES_READ -> {
                    rows(event);
                    act(event);
                }
                case OPENING_RECORDED -> {
                    recorded = true;
                    rows(event);
                    act(event);
                }
                default -> act(event);
            }
        }

        private void act(PublicEvent event) {
            acts.add(new Act(
                    event.at(),
                    Timeline.title(event.kind()),
                    Bodies.text(event.body(), "text", "answer", "reason", "detail")
                            .orElse(""),
                    event.position()));
        }

        /** Prices and causes that a later fact tells of many bids at once. */
        private void rows(PublicEvent event) {
            for (String name :
                    List.of("bids", "prices", "rows", "entries", "lines", "opened", "revoked", "withdrawn", "failed")) {
                for (JsonNode row : event.body().path(name)) {
                    if (row.isObject()) {
                        bid(event, row, state(row, name));
                    }
                }
            }
        }

        private static BidState state(JsonNode row, String list) {
            String told = Bodies.text(row, "state").orElse(list);
            for (BidState state : BidState.values()) {
                if (told.equalsIgnoreCase(state.name()) || told.equals(state.title())) {
                    return state;
                }
            }
            return row.path("price").isMissingNode() ? failure(row) : BidState.OPENED;
        }

        private static BidState failure(JsonNode body) {
            String all = body.toString();
            if (all.contains("WITHDRAWN") || all.contains("撤回")) {
                return BidState.WITHDRAWN;
            }
            return all.contains("REVOKED") || all.contains("撤销") ? BidState.REVOKED : BidState.FAILED;
        }

        /** A bid at its place, as the last fact about it says. */
        private void bid(@Nullable PublicEvent event, JsonNode body, BidState state) {
            String bidder =
                    Bodies.text(body, "bidder", "bidderName", "name").orElse(event == null ? "" : event.actor());
            String code = Bodies.text(body, "creditCode").orElse("");
            String key = Bodies.text(body, "seq").orElse(code.isEmpty() ? bidder : code);
            Bid known = bids.get(key);
            PublicEvent first = known == null || known.position() == 0 ? event : null;
            bids.put(
                    key,
                    new Bid(
                            known == null ? bids.size() + 1 : known.number(),
                            bidder.isEmpty() && known != null ? known.bidder() : bidder,
                            code.isEmpty() && known != null ? known.creditCode() : code,
                            state,
                            Bodies.amount(body, "price", "bidPrice").orElse(known == null ? null : known.price()),
                            state == BidState.OPENED ? "" : cause(body, known),
                            first != null ? first.at() : known == null ? null : known.at(),
                            first != null ? first.position() : known == null ? 0 : known.position()));
        }

        private static String cause(JsonNode body, @Nullable Bid known) {
            return Bodies.text(body, "words", "cause", "reason")
                    .map(text -> Labels.value(text).orElse(text))
                    .orElse(known == null ? "" : known.cause());
        }

        OpeningBoard board() {
            List<Bid> sorted = new ArrayList<>(bids.values());
            sorted.sort(Comparator.comparingInt(Bid::number));
            return new OpeningBoard(received, root, closedAt, paused, decryptionClosed, recorded, sorted, acts);
        }
    }
}
