package org.mingjian.portal.app;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.mingjian.identity.Accounts;
import org.mingjian.identity.Organisation;
import org.springframework.stereotype.Component;

/** 地区 names by GB/T 2260 code, from the tree of organisations; an unknown code is shown as it is. */
@Component
class Regions {

    private static final Duration KEEP = Duration.ofMinutes(1);
    private static final List<Organisation.Kind> KINDS =
            List.of(Organisation.Kind.PROVINCE, Organisation.Kind.CITY, Organisation.Kind.COUNTY);

    private final Accounts accounts;
    private final InstantSource clock;
    private volatile Names names = new Names(Instant.MIN, Map.of());

    private record Names(Instant readAt, Map<String, String> byCode) {}

    Regions(Accounts accounts, InstantSource clock) {
        this.accounts = accounts;
        this.clock = clock;
    }

    String name(String code) {
        Names known = names;
        Instant now = clock.instant();
        if (known.readAt().equals(Instant.MIN)
                || Duration.between(known.readAt(), now).compareTo(KEEP) > 0) {
            known = new Names(now, read());
            names = known;
        }
        return known.byCode().getOrDefault(code, code);
    }

    private Map<String, String> read() {
        Map<String, String> found = new HashMap<>();
        for (Organisation.Kind kind : KINDS) {
            accounts.organisations(kind).forEach(place -> found.put(place.regionCode(), place.name()));
        }
        return found;
    }
}
