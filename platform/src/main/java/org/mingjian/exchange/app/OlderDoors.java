package org.mingjian.exchange.app;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;
import org.jspecify.annotations.Nullable;
import org.mingjian.exchange.ExchangeError;
import org.mingjian.exchange.domain.Lane;
import org.mingjian.exchange.domain.Wire;
import org.mingjian.exchange.store.InboundStore;
import org.mingjian.kernel.PlatformException;
import org.mingjian.kernel.crypto.Sm3;
import org.mingjian.spec.DataRecord;
import org.mingjian.spec.Problem;
import org.springframework.stereotype.Service;

/**
 * The doors for systems that do not speak our messages: plain JSON, XML over SOAP, packages in a folder. They share who
 * may come in, and everything that follows: the same lanes, the same checks.
 */
@Service
public class OlderDoors {

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss").withZone(ZoneId.of("Asia/Shanghai"));

    private final KeepingPeers peers;
    private final Receiving receiving;
    private final CheckingArrivals checking;
    private final InboundStore inbound;
    private final InstantSource clock;

    OlderDoors(
            KeepingPeers peers, Receiving receiving, CheckingArrivals checking, Ledgers ledgers, InstantSource clock) {
        this.peers = peers;
        this.receiving = receiving;
        this.checking = checking;
        this.inbound = ledgers.inbound();
        this.clock = clock;
    }

    /** What came: a record with its files, or why there is none. */
    public record Incoming(long line, @Nullable DataRecord record, List<Wire.File> files, String rule, String reason) {}

    /**
     * What became of it.
     *
     * @param number on its lane; 0 when it could not be read
     * @param state {@code RECEIVED}, {@code ACCEPTED} or {@code REFUSED}
     */
    public record Result(long line, String dataset, String key, long number, String state, List<Problem> problems) {}

    /**
     * Proves who sends: {@code signature} is HMAC-SM3 in hex, under the system's secret, over {@code system LF time LF}
     * and the hex SM3 of the content.
     *
     * @param time yyyyMMddHHmmss, Asia/Shanghai
     * @throws PlatformException when it is not right, or the time is further away than {@code window}
     */
    public void prove(String system, String time, String signature, byte[] content, Duration window) {
        String secret = peers.secret(system)
                .orElseThrow(() -> new PlatformException(ExchangeError.PEER_UNKNOWN, "系统编号" + shown(system)));
        String said = system + '\n' + time + '\n' + Sm3.hex(Sm3.digest(content));
        byte[] right = signature(secret, said).getBytes(StandardCharsets.US_ASCII);
        boolean good = MessageDigest.isEqual(right, signature.getBytes(StandardCharsets.UTF_8));
        if (!good || !inTime(time, window)) {
            throw new PlatformException(
                    ExchangeError.DOOR_SIGNATURE, "时间应为yyyyMMddHHmmss（北京时间），与平台相差不超过" + window.toMinutes() + "分钟");
        }
    }

    private static String shown(String system) {
        return system.length() > 20 ? system.substring(0, 20) : system;
    }

    private static String signature(String secret, String said) {
        HMac mac = new HMac(new SM3Digest());
        mac.init(new KeyParameter(secret.getBytes(StandardCharsets.US_ASCII)));
        byte[] bytes = said.getBytes(StandardCharsets.UTF_8);
        mac.update(bytes, 0, bytes.length);
        byte[] out = new byte[mac.getMacSize()];
        mac.doFinal(out, 0);
        return HexFormat.of().formatHex(out);
    }

    private boolean inTime(String time, Duration window) {
        try {
            Instant told = STAMP.parse(time, Instant::from);
            return Duration.between(told, clock.instant()).abs().compareTo(window) <= 0;
        } catch (DateTimeParseException malformed) {
            return false;
        }
    }

    /**
     * Takes and checks at once, in order.
     *
     * @param mark {@code history} or {@code test} for the second channel; the first is live
     */
    public List<Result> take(String system, String mark, List<Incoming> incoming) {
        List<Result> results = new ArrayList<>();
        for (Incoming one : incoming) {
            results.add(one.record() == null ? unreadable(one) : take(system, mark, one, one.record()));
        }
        return results;
    }

    private static Result unreadable(Incoming one) {
        return new Result(one.line(), "", "", 0, "REFUSED", List.of(new Problem("message", one.rule(), one.reason())));
    }

    private Result take(String system, String mark, Incoming one, DataRecord record) {
        Lane lane = lane(record.channel(), mark);
        DataRecord named = new DataRecord(
                record.dataset(),
                record.table(),
                record.key(),
                record.op(),
                record.channel() == 0 ? lane.channel() : record.channel(),
                record.sender().isEmpty() ? system : record.sender(),
                record.fields(),
                record.withheld());
        Receiving.Taken taken = receiving.take(system, lane, named, one.files());
        InboundStore.Busy busy = new InboundStore.Busy(system, lane);
        Optional<InboundStore.Newest> found = inbound.decision(system, lane, taken.number());
        // Those before it on the lane are judged first; a check that somebody else is at is waited for.
        int checked = 1;
        while (checked > 0
                && found.filter(known -> known.state().equals("RECEIVED")).isPresent()) {
            checked = checking.check(busy);
            found = inbound.decision(system, lane, taken.number());
        }
        return found.map(known -> new Result(
                        one.line(), record.dataset(), record.key(), taken.number(), known.state(), known.problems()))
                .orElseThrow();
    }

    private static Lane lane(int channel, String mark) {
        if (mark.equals("history")) {
            return Lane.HISTORY;
        }
        return channel == DataRecord.TRIAL || mark.equals("test") ? Lane.TEST : Lane.LIVE;
    }

    /** What was found of a system's records since an entry, also by the levels above. */
    public List<Wire.Found> feedback(String system, Lane lane, long after) {
        return inbound.feedback(system, lane, after, 1000);
    }
}
