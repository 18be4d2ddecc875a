package org.mingjian.exchange.app;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.mingjian.exchange.Neighbours;
import org.mingjian.exchange.store.HeardStore;
import org.mingjian.exchange.store.PeerStore.Peer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The nodes above and below, as other modules know them. */
@Service
class KnowingNeighbours implements Neighbours {

    private static final Logger LOG = LoggerFactory.getLogger(KnowingNeighbours.class);

    /** A lower node asks every second; its row is written once in half a minute. */
    private static final Duration OFTEN = Duration.ofSeconds(30);

    private final Node node;
    private final UpperLine line;
    private final HeardStore store;
    private final ObjectProvider<Listener> listeners;
    private final InstantSource clock;
    private final Map<String, Instant> written = new ConcurrentHashMap<>();

    KnowingNeighbours(
            Node node, UpperLine line, HeardStore store, ObjectProvider<Listener> listeners, InstantSource clock) {
        this.node = node;
        this.line = line;
        this.store = store;
        this.listeners = listeners;
        this.clock = clock;
    }

    @Override
    public String self() {
        return node.code();
    }

    @Override
    public String region() {
        return node.region();
    }

    @Override
    public Optional<String> upper() {
        return line.upper().map(Peer::code);
    }

    @Override
    public List<Lower> lower() {
        return store.lower();
    }

    @Override
    public List<Minute> minutes(Instant from) {
        return upper().map(code -> store.minutes(code, from)).orElse(List.of());
    }

    @Override
    public Optional<String> tell(String type, String json) {
        Optional<Peer> upper = line.upper();
        if (upper.isEmpty()) {
            return Optional.empty();
        }
        try {
            JsonNode content = JsonMapper.shared().readTree(json);
            return Optional.of(
                    line.ask(upper.get(), type, content, JsonNode.class).toString());
        } catch (UpperLine.Away away) {
            LOG.info("the upper node did not take {}: {}", type, away.getMessage());
            return Optional.empty();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    void heard(String peer) {
        Instant now = clock.instant();
        Instant before = written.get(peer);
        if (before == null || Duration.between(before, now).compareTo(OFTEN) > 0) {
            written.put(peer, now);
            store.heard(peer, now);
        }
    }

    /** The answer of whoever takes messages of this type. */
    Optional<JsonNode> hear(String type, String peer, JsonNode content) {
        return listeners.stream()
                .filter(one -> one.type().equals(type))
                .findFirst()
                .map(one -> JsonMapper.shared().readTree(one.hear(peer, content.toString())));
    }
}
