package org.mingjian.walk;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** 开标: the deadline, the decrypt commands at the record's rhythm, the prices as read, the signed record. */
final class Hall {

    /** What came of the opening. */
    record Opened(int opened, int revoked, long decryptMillis, Optional<Watching.Seen> watched, Remedied remedied) {}

    /** Bids whose own keys failed, how many of them shares opened, and how many shares that took. */
    record Remedied(int failed, int byShares, int shares) {}

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration WINDOW = Duration.ofMinutes(Announcing.DECRYPT_MINUTES);
    private static final int AT_ONCE = 32;
    private static final int CONFIRMING = 5;

    private final Party agency;
    private final List<Bidder> bidders;
    private final double speed;
    private final Walk.Measuring measuring;
    private final Progress progress;
    private Set<Bidder> failing = Set.of();
    private @Nullable OpenerTeam openers;

    Hall(Party agency, List<Bidder> bidders, Walk.Options options, Progress progress) {
        this.agency = agency;
        this.bidders = bidders;
        this.speed = options.speed();
        this.measuring = options.measuring();
        this.progress = progress;
    }

    /** So many bidders' keys fail, and these openers help. */
    void failing(int count, OpenerTeam team) {
        openers = team;
        failing = bidders.stream()
                .filter(bidder -> bidder.line().opened().isPresent())
                .limit(count)
                .collect(Collectors.toUnmodifiableSet());
    }

    Opened open(String code, Instant deadline, Consumer<Instant> moveTo) {
        String hall = "/api/trades/" + code + "/opening";
        JsonNode closed = await(
                hall, "bids closed", board -> !board.path("root").asString("").isEmpty());
        requireSame("bids at the deadline", bidders.size(), closed.path("count").asInt());
        progress.step(
                "投标截止：" + bidders.size() + " 份，默克尔根 " + closed.path("root").asString());
        int willing = (int) bidders.stream()
                .filter(bidder -> bidder.line().opened().isPresent())
                .count();
        Decrypted decrypted = decrypt(code, hall, willing);
        int byShares = remedy(code, hall, willing);
        progress.step("解密完成 " + willing + " 份");
        if (willing < bidders.size()) {
            moveTo.accept(deadline.plus(WINDOW).plusSeconds(1));
        } else {
            agency.post(hall + "/close-decryption", Map.of());
        }
        JsonNode over = await(
                hall, "decryption over", board -> board.path("phase").asString().equals("DECRYPTED"));
        String digest =
                agency.post(hall + "/read", Map.of()).path("recordDigest").asString();
        JsonNode read = board(hall);
        requireSamePrices(read);
        bidders.stream()
                .filter(bidder -> bidder.line().opened().isPresent())
                .limit(CONFIRMING)
                .forEach(bidder -> bidder.confirm(code, digest));
        String until = read.path("objectionsUntil").asString("");
        if (!until.isEmpty()) {
            moveTo.accept(Instant.parse(until).plusSeconds(1));
        }
        agency.post(hall + "/record", Map.of());
        int shares = openers == null ? 0 : openers.given();
        Opened result = new Opened(
                shown(over, "OPENED"),
                shown(over, "REVOKED"),
                decrypted.millis(),
                decrypted.watched(),
                new Remedied(failing.size(), byShares, shares));
        progress.step("唱标并公布开标记录：解密 " + result.opened() + " 份，撤销 " + result.revoked() + " 份");
        requireSame("revoked bids", bidders.size() - willing, result.revoked());
        return result;
    }

    private record Decrypted(long millis, Optional<Watching.Seen> watched) {}

    private Decrypted decrypt(String code, String hall, int willing) {
        if (measuring.watchers() == 0) {
            return new Decrypted(decryptAll(code, hall, willing), Optional.empty());
        }
        try (Watching watching = Watching.open(agency, code, measuring.watchers())) {
            long millis = decryptAll(code, hall, willing);
            return new Decrypted(millis, Optional.of(watching.seen()));
        } catch (IOException e) {
            throw new WalkFailed("the live page does not close: " + e.getMessage());
        }
    }

    /** @return milliseconds from the first command to the last opened bid on the board */
    private long decryptAll(String code, String hall, int willing) {
        measuring.begins().run();
        long begin = System.nanoTime();
        decryptAll(code);
        await(hall, "every given key used", board -> shown(board, "OPENED") == willing - failing.size());
        long millis = (System.nanoTime() - begin) / 1_000_000;
        measuring.ends().run();
        return millis;
    }

    /** Bids whose own keys failed, opened by shares. */
    private int remedy(String code, String hall, int willing) {
        OpenerTeam team = openers;
        if (team == null || failing.isEmpty()) {
            return 0;
        }
        await(hall, "every failed key on record", board -> shown(board, "REMEDY") == failing.size());
        progress.step(failing.size() + " 家密钥失效，待开启人补救");
        team.open(code);
        await(hall, "every failed bid opened by shares", board -> shown(board, "OPENED") == willing);
        progress.step("开启人交出 " + team.given() + " 份份额，解密 " + failing.size() + " 份");
        return failing.size();
    }

    private static int shown(JsonNode board, String state) {
        return board.path("counts").path(state).asInt(0);
    }

    private JsonNode board(String hall) {
        return agency.get(hall).path("board");
    }

    private void decryptAll(String code) {
        var counter = progress.counting("解密指令", (int) bidders.stream()
                .filter(bidder -> bidder.line().opened().isPresent())
                .count());
        LocalDateTime first = bidders.stream()
                .flatMap(bidder -> bidder.line().opened().stream())
                .min(LocalDateTime::compareTo)
                .orElseThrow();
        LocalDateTime start = first.toLocalDate().atTime(first.getHour(), first.getMinute());
        try (ScheduledExecutorService timer = Executors.newScheduledThreadPool(AT_ONCE)) {
            List<Future<?>> given = new ArrayList<>();
            for (Bidder bidder : bidders) {
                bidder.line().opened().ifPresent(at -> {
                    long wait = (long) (Duration.between(start, at).toMillis() / speed);
                    Callable<Integer> act = () -> {
                        if (failing.contains(bidder)) {
                            bidder.failOwnKey(code);
                        } else {
                            bidder.decrypt(code);
                        }
                        counter.one();
                        return 1;
                    };
                    given.add(timer.schedule(act, wait, TimeUnit.MILLISECONDS));
                });
            }
            for (Future<?> one : given) {
                one.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WalkFailed("interrupted");
        } catch (ExecutionException e) {
            throw WalkFailed.because(e);
        }
    }

    private interface Ready {
        boolean in(JsonNode board);
    }

    private JsonNode await(String hall, String what, Ready ready) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        JsonNode board = board(hall);
        while (!ready.in(board)) {
            if (System.nanoTime() > end) {
                throw new WalkFailed("waited in vain for: " + what + "; counts " + board.path("counts"));
            }
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new WalkFailed("interrupted");
            }
            board = board(hall);
        }
        return board;
    }

    /** Every name and price as read must be the record's. */
    private void requireSamePrices(JsonNode board) {
        Map<String, String> read = new HashMap<>();
        for (JsonNode bid : board.path("bids")) {
            read.put(bid.path("bidder").asString(), bid.path("price").asString(""));
        }
        requireSame("bidders on the board", bidders.size(), read.size());
        for (Bidder bidder : bidders) {
            String expected = bidder.line().opened().isPresent() ? bidder.price() : "";
            String actual = read.get(bidder.line().name());
            if (!expected.equals(actual)) {
                throw new WalkFailed(bidder.line().name() + " read as " + actual + ", the record says " + expected);
            }
        }
    }

    private static void requireSame(String what, int expected, int actual) {
        if (expected != actual) {
            throw new WalkFailed(what + ": " + actual + ", the record says " + expected);
        }
    }
}
