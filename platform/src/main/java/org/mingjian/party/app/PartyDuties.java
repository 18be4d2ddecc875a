package org.mingjian.party.app;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mingjian.identity.Caller;
import org.mingjian.identity.Permission;
import org.mingjian.party.PartyEntry;
import org.mingjian.party.domain.Form;
import org.mingjian.party.store.PartyStore;
import org.mingjian.tender.Duties;
import org.mingjian.tender.Duty;
import org.springframework.stereotype.Component;

/** 主体库待办: the centre compares what waits; a subject mends what differed and renews what ends within 30 days. */
@Component
class PartyDuties implements Duties {

    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final int SOON_DAYS = 30;
    private static final String BASIS = "主体信息动态更新（运行管理办法）";

    private final PartyStore store;
    private final RegisteringParties parties;
    private final InstantSource clock;

    PartyDuties(PartyStore store, RegisteringParties parties, InstantSource clock) {
        this.store = store;
        this.parties = parties;
        this.clock = clock;
    }

    @Override
    public List<Duty> of(Caller caller) {
        List<Duty> duties = new ArrayList<>();
        if (caller.may(Permission.PARTY_VERIFY)) {
            long waiting = store.countWaiting();
            if (waiting > 0) {
                duties.add(duty(
                        "party-queue", "核验主体登记", waiting + " 条登记待与证照比对；不是审批，不影响主体办事", null, "/subjects?tab=queue"));
            }
        }
        var own = caller.organisation();
        if (own != null && caller.may(Permission.PARTY_KEEP)) {
            for (PartyEntry entry : store.newest(own.id())) {
                mend(entry).ifPresent(duties::add);
                renew(entry).ifPresent(duties::add);
            }
        }
        return duties;
    }

    private Optional<Duty> mend(PartyEntry entry) {
        PartyEntry.Verification found = entry.verified();
        return found == null || found.agrees()
                ? Optional.empty()
                : Optional.of(duty(
                        "party-mend:" + entry.id(),
                        "更正" + parties.form(entry.form()).title(),
                        "核验发现与证照不一致：" + found.note(),
                        null,
                        "/own-registration"));
    }

    private Optional<Duty> renew(PartyEntry entry) {
        Form form = parties.form(entry.form());
        LocalDate soon = LocalDate.ofInstant(clock.instant(), CHINA).plusDays(SOON_DAYS);
        return entry.values().entrySet().stream()
                .filter(one ->
                        form.field(one.getKey()).filter(PartyDuties::isEnd).isPresent())
                .map(Map.Entry::getValue)
                .flatMap(text -> day(text).stream())
                .filter(day -> day.isBefore(soon))
                .findFirst()
                .map(day -> duty(
                        "party-renew:" + entry.id(),
                        "更新" + form.title(),
                        "登记的有效期至 " + day,
                        day.plusDays(1).atStartOfDay(CHINA).toInstant(),
                        "/own-registration"));
    }

    private static boolean isEnd(Form.Field field) {
        return field.name().endsWith("Ends") || field.name().endsWith("ValidTo");
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (java.time.format.DateTimeParseException notADay) {
            return Optional.empty();
        }
    }

    private static Duty duty(
            String id, String title, String why, @org.jspecify.annotations.Nullable Instant due, String href) {
        return new Duty(id, title, why, BASIS, due, null, href, null);
    }
}
