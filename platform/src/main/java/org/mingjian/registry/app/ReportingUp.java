package org.mingjian.registry.app;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjian.exchange.Neighbours;
import org.mingjian.kernel.PlatformException;
import org.mingjian.registry.RegistryError;
import org.mingjian.registry.domain.Entry;
import org.mingjian.registry.domain.EntryKind;
import org.mingjian.registry.domain.Outage;
import org.mingjian.registry.domain.Silence;
import org.mingjian.registry.store.EntryStore;
import org.mingjian.registry.store.OutageStore;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells the upper node what changed, takes what lower nodes tell, and sees outages by itself: a line without an answer,
 * a node that says nothing. Message type {@code registry}.
 */
@Service
public class ReportingUp implements Neighbours.Listener {

    /** The line to the upper node, as a system that may be out. */
    static final String LINE = "与上级平台的链路";

    static final String NODE = "下级平台";
    private static final String TYPE = "registry";
    private static final int BATCH = 200;
    private static final int LEAST_MINUTES = 5;
    private static final int MOST_TEXT = 4000;

    private final EntryStore entries;
    private final OutageStore outages;
    private final KeepingEntries registering;
    private final KeepingOutages keeping;
    private final Neighbours neighbours;
    private final InstantSource clock;
    private final Duration silence;

    ReportingUp(
            EntryStore entries,
            OutageStore outages,
            KeepingEntries registering,
            KeepingOutages keeping,
            Neighbours neighbours,
            InstantSource clock,
            @Value("${mingjian.registry.silence:10m}") Duration silence) {
        this.entries = entries;
        this.outages = outages;
        this.registering = registering;
        this.keeping = keeping;
        this.neighbours = neighbours;
        this.clock = clock;
        this.silence = silence;
    }

    /** What travels. */
    record Message(@Nullable List<Entry> entries, @Nullable List<Outage> outages) {}

    /** @param taken versions that are now known here */
    record Answer(int taken) {}

    @Scheduled(initialDelayString = "${mingjian.registry.turn:60s}", fixedDelayString = "${mingjian.registry.turn:60s}")
    public void turn() {
        see();
        report();
    }

    /** Versions are marked only when the upper node has answered; it takes a version once. */
    public void report() {
        if (neighbours.upper().isEmpty()) {
            return;
        }
        List<Entry> changed = entries.unsent(BATCH);
        List<Outage> out = outages.unsent(BATCH);
        if (changed.isEmpty() && out.isEmpty()) {
            return;
        }
        String json = JsonMapper.shared().writeValueAsString(new Message(changed, out));
        neighbours.tell(TYPE, json).ifPresent(answer -> {
            changed.forEach(entries::sent);
            out.forEach(outages::sent);
        });
    }

    /** Looks at the line above and the nodes below. */
    public void see() {
        Instant now = clock.instant();
        if (neighbours.upper().isPresent()) {
            List<Neighbours.Minute> minutes = neighbours.minutes(now.minus(Duration.ofDays(1)));
            String self = neighbours.self();
            Silence.since(minutes, LEAST_MINUTES)
                    .ifPresent(since -> keeping.detect(self, neighbours.region(), LINE, "连续询问上级平台得不到回答", since));
            Silence.over(minutes).ifPresent(at -> keeping.over(self, LINE, at));
        }
        for (Neighbours.Lower lower : neighbours.lower()) {
            if (Duration.between(lower.heardAt(), now).compareTo(silence) > 0) {
                keeping.detect(
                        lower.code(),
                        regionOf(lower.code()),
                        NODE,
                        lower.name() + "超过" + silence.toMinutes() + "分钟没有来过报文",
                        lower.heardAt());
            } else {
                keeping.over(lower.code(), NODE, lower.heardAt());
            }
        }
    }

    /** Node codes name their region: one letter, six digits. */
    private String regionOf(String code) {
        return code.matches("[A-Z]\\d{10}") ? code.substring(1, 7) : neighbours.region();
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    @Transactional
    public String hear(String peer, String json) {
        Message message;
        try {
            message = JsonMapper.shared().readValue(json, Message.class);
        } catch (JacksonException malformed) {
            throw new PlatformException(RegistryError.MESSAGE_BROKEN, "读不出来", malformed);
        }
        int taken = 0;
        for (Entry one : message.entries() == null ? List.<Entry>of() : message.entries()) {
            taken += registering.heard(whole(one), peer) ? 1 : 0;
        }
        for (Outage one : message.outages() == null ? List.<Outage>of() : message.outages()) {
            taken += outages.keep(whole(one), peer) ? 1 : 0;
        }
        return JsonMapper.shared().writeValueAsString(new Answer(taken));
    }

    private Entry whole(Entry one) {
        require(one != null && one.kind() != null && one.fields() != null && one.changedAt() != null);
        own(one.node(), one.id(), one.region(), one.version());
        texts(one.name(), one.changedBy());
        Map<String, String> fields = one.fields();
        require(fields.size() <= EntryKind.values().length * 10);
        new ArrayList<>(fields.values()).forEach(value -> texts(value));
        return one;
    }

    private Outage whole(Outage one) {
        require(one != null && one.kind() != null && one.startsAt() != null && one.reportedAt() != null);
        own(one.node(), one.id(), one.region(), one.version());
        texts(one.system(), one.what(), one.cause(), one.reportedBy(), one.report(), one.closing());
        require(one.warnings() != null && one.warnings().size() < 20);
        return one.part() == null ? one.withPart(Outage.partOf(one.system())) : one;
    }

    /** Nobody below tells what is ours. */
    private void own(@Nullable String node, @Nullable UUID id, @Nullable String region, int version) {
        require(node != null && id != null && region != null && region.matches("\\d{6}") && version > 0);
        require(!neighbours.self().equals(node));
    }

    private static void texts(@Nullable String... texts) {
        for (String text : texts) {
            require(text != null && text.length() <= MOST_TEXT && text.indexOf(0) < 0);
        }
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new PlatformException(RegistryError.MESSAGE_BROKEN, "有一项不完整");
        }
    }
}
