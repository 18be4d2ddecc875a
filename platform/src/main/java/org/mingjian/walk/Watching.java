package org.mingjian.walk;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Many people before the live page of one opening. Every one notes when a change reached it; one of them also reads
 * what changed and when the server says it happened, so that the slowest watcher's delay of each change is known.
 */
final class Watching implements AutoCloseable {

    /**
     * What the watchers saw.
     *
     * @param frames changes sent
     * @param slowestMillis from the moment a bid's result was settled until the last watcher had it, the worst of all
     * @param lost frames that not every watcher got
     */
    record Seen(int frames, long slowestMillis, int lost) {}

    private static final Duration JOIN = Duration.ofSeconds(60);

    private record Arrived(AtomicInteger count, long[] last) {}

    private final Party party;
    private final String path;
    private final int count;
    private final Duration ahead;
    private final List<HttpResponse<InputStream>> streams = new ArrayList<>();
    private final Map<String, Arrived> arrivals = new ConcurrentHashMap<>();
    private final Map<String, Instant> happened = new ConcurrentHashMap<>();

    private Watching(Party party, String path, int count, Duration ahead) {
        this.party = party;
        this.path = path;
        this.count = count;
        this.ahead = ahead;
    }

    /** Returns when every watcher is connected. */
    static Watching open(Party party, String code, int count) {
        Instant server = Instant.parse(party.get("/api/clock").path("at").asString());
        Duration ahead = Duration.between(now(), server);
        Watching watching = new Watching(party, "/api/trades/" + code + "/opening/events", count, ahead);
        CountDownLatch connected = new CountDownLatch(count);
        for (int i = 0; i < count; i++) {
            boolean reading = i == 0;
            Thread.ofVirtual().start(() -> watching.watch(reading, connected));
        }
        try {
            if (!connected.await(JOIN.toSeconds(), TimeUnit.SECONDS)) {
                throw new WalkFailed(connected.getCount() + " of " + count + " watchers did not get the live page");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WalkFailed("interrupted");
        }
        return watching;
    }

    private void watch(boolean reading, CountDownLatch connected) {
        try {
            HttpResponse<InputStream> stream = party.stream(path);
            synchronized (streams) {
                streams.add(stream);
            }
            connected.countDown();
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
                read(lines, reading);
            }
        } catch (IOException e) {
            // closed at the end of the measurement, or refused: then it never counted as connected
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read(BufferedReader lines, boolean reading) throws IOException {
        String id = "";
        boolean changed = false;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("id:")) {
                id = line.substring(3);
            } else if (line.startsWith("event:")) {
                changed = line.equals("event:changed");
            } else if (line.isEmpty() && changed) {
                arrived(id);
                changed = false;
            } else if (reading && changed && line.startsWith("data:")) {
                arrivedAt(id, JsonMapper.shared().readTree(line.substring(5)));
            }
        }
    }

    private void arrived(String id) {
        long now = now().toEpochMilli();
        Arrived frame = arrivals.computeIfAbsent(id, unseen -> new Arrived(new AtomicInteger(), new long[1]));
        synchronized (frame) {
            frame.last()[0] = Math.max(frame.last()[0], now);
        }
        frame.count().incrementAndGet();
    }

    /** The oldest result in a frame is the one that waited longest. */
    private void arrivedAt(String id, JsonNode frame) {
        for (JsonNode row : frame.path("bids")) {
            if (row.path("state").asString("").equals("OPENED")) {
                Instant at = Instant.parse(row.path("at").asString());
                happened.merge(id, at, (one, other) -> one.isBefore(other) ? one : other);
            }
        }
    }

    /** Waits until the frames known now have reached everybody, or have had time enough. */
    Seen seen() {
        long end = System.nanoTime() + JOIN.toNanos();
        while (lost() > 0 && System.nanoTime() < end) {
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        long slowest = 0;
        for (Map.Entry<String, Instant> change : happened.entrySet()) {
            Arrived frame = arrivals.get(change.getKey());
            if (frame != null) {
                Instant machine = change.getValue().minus(ahead);
                slowest = Math.max(slowest, frame.last()[0] - machine.toEpochMilli());
            }
        }
        return new Seen(arrivals.size(), slowest, lost());
    }

    private int lost() {
        return (int) arrivals.values().stream()
                .filter(frame -> frame.count().get() < count)
                .count();
    }

    private static Instant now() {
        return InstantSource.system().instant();
    }

    @Override
    public void close() throws IOException {
        synchronized (streams) {
            for (HttpResponse<InputStream> stream : streams) {
                stream.body().close();
            }
        }
    }
}
