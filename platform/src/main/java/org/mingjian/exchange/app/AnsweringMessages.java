package org.mingjian.exchange.app;

import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Base64;
import java.util.UUID;
import org.mingjian.exchange.ExchangeError;
import org.mingjian.exchange.domain.Envelope;
import org.mingjian.exchange.domain.Wire;
import org.mingjian.exchange.store.FileStore;
import org.mingjian.exchange.store.InboundStore;
import org.mingjian.exchange.store.PeerStore;
import org.mingjian.kernel.PlatformException;
import org.springframework.stereotype.Service;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The door for messages of lower nodes: who it is, what is asked, a sealed answer. */
@Service
public class AnsweringMessages {

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private static final int FEEDBACK = 1000;
    private static final int MOST_RECORDS = 2000;

    private final Node node;
    private final PeerStore peers;
    private final InboundStore inbound;
    private final AnsweringComparisons comparing;
    private final Receiving receiving;
    private final FileStore files;
    private final KnowingNeighbours neighbours;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    AnsweringMessages(
            Node node,
            Ledgers ledgers,
            AnsweringComparisons comparing,
            Receiving receiving,
            FileStore files,
            KnowingNeighbours neighbours,
            InstantSource clock) {
        this.neighbours = neighbours;
        this.node = node;
        this.peers = ledgers.peers();
        this.inbound = ledgers.inbound();
        this.comparing = comparing;
        this.receiving = receiving;
        this.files = files;
        this.clock = clock;
    }

    /**
     * Answers a message.
     *
     * @throws PlatformException when it is broken, or from nobody who was admitted
     */
    public byte[] answer(byte[] message) {
        try {
            Envelope.Head head = Envelope.head(message);
            PeerStore.Peer peer = peers.find(head.from())
                    .filter(found -> found.kind() == PeerStore.Kind.LOWER && !found.stopped())
                    .orElseThrow(() -> new PlatformException(ExchangeError.PEER_UNKNOWN, head.from()));
            if (!head.to().equals(node.code())) {
                throw new PlatformException(ExchangeError.MESSAGE_BROKEN, "报文不是给本平台" + node.code() + "的");
            }
            byte[] key = Base64.getDecoder().decode(peer.publicKey());
            Envelope.Opened opened = Envelope.open(message, node.keys(), key);
            neighbours.heard(peer.code());
            Object answer = answer(peer.code(), opened);
            Envelope.Head back = new Envelope.Head(
                    UUID.randomUUID().toString(), node.code(), peer.code(), clock.instant(), head.type(), head.id());
            return Envelope.seal(back, JSON.writeValueAsBytes(answer), node.keys(), key, random);
        } catch (Envelope.Broken broken) {
            throw new PlatformException(ExchangeError.MESSAGE_BROKEN, broken.what(), broken);
        } catch (JacksonException malformed) {
            throw new PlatformException(ExchangeError.MESSAGE_BROKEN, "报文内容不合格式", malformed);
        }
    }

    private Object answer(String peer, Envelope.Opened opened) {
        byte[] text = opened.text();
        return switch (opened.head().type()) {
            case "records" -> take(peer, JSON.readValue(text, Wire.Records.class));
            case "feedback" -> {
                Wire.FeedbackAsked asked = JSON.readValue(text, Wire.FeedbackAsked.class);
                if (asked.lane() == null) {
                    throw new PlatformException(ExchangeError.MESSAGE_BROKEN, "没有通道标识");
                }
                yield new Wire.Feedback(asked.lane(), inbound.feedback(peer, asked.lane(), asked.after(), FEEDBACK));
            }
            case "file" -> keep(peer, JSON.readValue(text, Wire.FilePart.class));
            case "count" -> comparing.counts(peer, JSON.readValue(text, Wire.CountAsked.class));
            case "keys" -> comparing.keys(peer, JSON.readValue(text, Wire.KeysAsked.class));
            default ->
                neighbours
                        .hear(opened.head().type(), peer, JSON.readTree(text))
                        .orElseThrow(() -> new PlatformException(ExchangeError.TYPE_UNKNOWN, "报文类型不认识"));
        };
    }

    /** A disk that is full is nobody's bug; the lower node keeps the part and sends it again. */
    private Wire.FileState keep(String peer, Wire.FilePart part) {
        try {
            return files.take(peer, part);
        } catch (UncheckedIOException full) {
            throw new PlatformException(ExchangeError.NO_ROOM, String.valueOf(full.getMessage()), full);
        }
    }

    private Wire.Receipts take(String peer, Wire.Records sent) {
        if (sent.lane() == null || sent.records().size() > MOST_RECORDS) {
            throw new PlatformException(ExchangeError.MESSAGE_BROKEN, "没有通道标识，或一批超过" + MOST_RECORDS + "条");
        }
        boolean holes = sent.records().stream().anyMatch(one -> one.record() == null || !Wire.isTime(one.due()));
        if (holes) {
            throw new PlatformException(ExchangeError.MESSAGE_BROKEN, "一批里有不完整的记录");
        }
        return receiving.take(peer, sent);
    }
}
