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
import java.util.Locale;
import java.util.Optional;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;
import org.jspecify.annotations.Nullable;
import org.mingjian.exchange.ExchangeError;
import org.mingjian.exchange.domain.Conformity;
import org.mingjian.exchange.domain.Lane;
import org.mingjian.exchange.domain.Scope;
import org.mingjian.exchange.domain.Wire;
import org.mingjian.exchange.store.ConnectionStore;
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

    private final Credentials credentials;
    private final Rehearsals rehearsals;
    private final ConnectionStore connections;
    private final Receiving receiving;
    private final CheckingArrivals checking;
    private final InboundStore inbound;
    private final InstantSource clock;

    OlderDoors(
            Credentials credentials,
            Rehearsals rehearsals,
            ConnectionStore connections,
            Receiving receiving,
            CheckingArrivals checking,
            Ledgers ledgers,
            InstantSource clock) {
        this.credentials = credentials;
        this.rehearsals = rehearsals;
        this.connections = connections;
        this.receiving = receiving;
        this.checking = checking;
        this.inbound = ledgers.inbound();
        this.clock = clock;
    }

    /** What came: a record with its files, or why there is none. */
    public record Incoming(long line, @Nullable DataRecord record, List<Wire.File> files, String rule, String reason) {}

    /** Records of one request. */
    public static final int MOST = 500;

    /**
     * Keeps what was read, and ends the reading when it is too much: a few bytes a record make millions of them.
     *
     * @throws PlatformException for one more than {@code most}
     */
    public static void add(List<Incoming> incoming, Incoming one, int most) {
        if (incoming.size() >= most) {
            throw new PlatformException(ExchangeError.MESSAGE_TOO_LARGE, "一次最多" + most + "条");
        }
        incoming.add(one);
    }

    /**
     * What became of it.
     *
     * @param number on its lane; 0 when it could not be read
     * @param state {@code RECEIVED}, {@code ACCEPTED} or {@code REFUSED}
     */
    public record Result(long line, String dataset, String key, long number, String state, List<Problem> problems) {}

    /** Who sends, and how far its secret reaches. */
    public record Proven(String system, Scope scope) {}

    /**
     * Proves who sends: {@code signature} is HMAC-SM3 in hex, under one of the system's secrets, over {@code system LF
     * time LF} and the hex SM3 of the content.
     *
     * @param time yyyyMMddHHmmss, Asia/Shanghai
     * @throws PlatformException when it is not right, or the time is further away than {@code window}; its words say
     *     which, and what was received, so that whoever builds the sender finds the fault
     */
    public Proven prove(String system, String time, String signature, byte[] content, Duration window) {
        List<Credentials.Key> keys = credentials.standing(system);
        if (keys.isEmpty()) {
            throw new PlatformException(
                    ExchangeError.PEER_UNKNOWN,
                    system.isEmpty() ? "没有写系统编号（X-System）" : "系统编号" + shown(system) + "没有对接，或它的密钥都已失效");
        }
        if (!inTime(time, window)) {
            throw new PlatformException(
                    ExchangeError.DOOR_SIGNATURE,
                    "时间（X-Time）应为yyyyMMddHHmmss（北京时间），与平台相差不超过" + window.toMinutes() + "分钟；平台现在是"
                            + STAMP.format(clock.instant()));
        }
        String digest = Sm3.hex(Sm3.digest(content));
        String said = system + '\n' + time + '\n' + digest;
        byte[] given = signature.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
        for (Credentials.Key key : keys) {
            byte[] right = signature(key.secret(), said).getBytes(StandardCharsets.US_ASCII);
            if (MessageDigest.isEqual(right, given)) {
                if (key.scope() == Scope.TRIAL) {
                    rehearsals.rightSignature(system, content);
                }
                return new Proven(system, key.scope());
            }
        }
        rehearsals.wrongSignature(system, content);
        throw new PlatformException(
                ExchangeError.DOOR_SIGNATURE,
                "时间在允许范围，签名（X-Signature）不符：应为HMAC-SM3的十六进制，密钥用领到的文字本身，内容是系统编号、时间、" + "正文SM3的十六进制，用换行（LF）隔开。收到的正文"
                        + content.length + "字节，SM3为" + digest);
    }

    /** Who delivers files needs no signature: the operating system keeps the folder. */
    Optional<Proven> placed(String system) {
        return credentials.standing(system).stream()
                .map(Credentials.Key::scope)
                .max(java.util.Comparator.naturalOrder())
                .map(scope -> new Proven(system, scope));
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
    public List<Result> take(Proven proven, String mark, List<Incoming> incoming) {
        List<String> declared = connections
                .find(proven.system())
                .map(ConnectionStore.Connection::datasets)
                .orElse(List.of());
        List<Result> results = new ArrayList<>();
        for (Incoming one : incoming) {
            DataRecord record = one.record();
            if (record == null) {
                results.add(unreadable(one));
                continue;
            }
            Lane wanted = lane(record.channel(), mark);
            boolean trial = proven.scope() == Scope.TRIAL;
            String unmarked = unmarked(record.channel(), mark, trial);
            if (!unmarked.isEmpty()) {
                results.add(outside(one, record, "exchange.mark", unmarked));
            } else if (trial && wanted == Lane.LIVE) {
                results.add(outside(one, record, "exchange.trial", "联调密钥只能用测试通道：X-Mark: test，channel 2"));
            } else if (!trial && wanted != Lane.TEST && !declared.isEmpty() && !declared.contains(record.dataset())) {
                results.add(outside(one, record, "exchange.dataset", "对接申请里没有数据集" + record.dataset()));
            } else {
                Lane lane = trial ? Lane.TEST : wanted;
                results.add(take(proven.system(), lane, one, record));
                if (trial && wanted == Lane.HISTORY && isAccepted(results.getLast())) {
                    rehearsals.note(proven.system(), Conformity.What.HISTORY, record.dataset());
                }
            }
        }
        return results;
    }

    /** What is said wrongly about the channel: nothing may end on another lane than its sender believes. */
    private static String unmarked(int channel, String mark, boolean trial) {
        if (!mark.isEmpty() && !mark.equals("test") && !mark.equals("history")) {
            return "标识（X-Mark）只有test和history，实时数据不写";
        }
        return !trial && mark.isEmpty() && channel == DataRecord.TRIAL
                ? "第2通道的记录要写明标识（X-Mark）：history为历史数据，test为测试数据"
                : "";
    }

    private static boolean isAccepted(Result result) {
        return result.state().equals("ACCEPTED");
    }

    /** Not taken at all: it stands on no lane. */
    private static Result outside(Incoming one, DataRecord record, String rule, String words) {
        return new Result(
                one.line(), record.dataset(), record.key(), 0, "REFUSED", List.of(new Problem("channel", rule, words)));
    }

    private static Result unreadable(Incoming one) {
        return new Result(one.line(), "", "", 0, "REFUSED", List.of(new Problem("message", one.rule(), one.reason())));
    }

    private Result take(String system, Lane lane, Incoming one, DataRecord record) {
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
        if (!taken.fresh() && lane == Lane.TEST) {
            rehearsals.note(system, Conformity.What.REPEATED, record.dataset());
        }
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
        if (lane == Lane.TEST) {
            rehearsals.note(system, Conformity.What.FEEDBACK, lane.name());
        }
        return inbound.feedback(system, lane, after, 1000);
    }
}
