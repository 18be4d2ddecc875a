package org.mingjian.cosigner.app;

import java.time.InstantSource;
import java.util.Map;
import org.mingjian.cosigner.CosignerError;
import org.mingjian.cosigner.store.CosignerStore;
import org.mingjian.facts.Actor;
import org.mingjian.facts.Facts;
import org.mingjian.facts.NewFact;
import org.mingjian.identity.TwoPersonSetting;
import org.mingjian.kernel.PlatformException;
import org.springframework.stereotype.Component;

/** 停用联署方: its old co-signatures stay, it counts no longer. Values {@code name}, {@code reason}. */
@Component
class RetiringCosigners implements TwoPersonSetting {

    static final String SUBJECT = "cosigner.retire";

    private final CosignerStore store;
    private final Facts facts;
    private final InstantSource clock;

    RetiringCosigners(CosignerStore store, Facts facts, InstantSource clock) {
        this.store = store;
        this.facts = facts;
        this.clock = clock;
    }

    @Override
    public String subject() {
        return SUBJECT;
    }

    @Override
    public String title() {
        return "停用联署方";
    }

    @Override
    public String check(Map<String, String> values) {
        CosignerStore.Row row = row(values);
        String reason = values.getOrDefault("reason", "").strip();
        if (reason.isEmpty() || reason.length() > 500) {
            throw new PlatformException(CosignerError.COSIGNER_NOT_FOUND, "请写明停用的理由");
        }
        return row.organisation() + "（" + row.name() + "）：" + reason;
    }

    private CosignerStore.Row row(Map<String, String> values) {
        String name = values.getOrDefault("name", "");
        return store.all().stream()
                .filter(row -> row.retiredAt() == null && row.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new PlatformException(CosignerError.COSIGNER_NOT_FOUND, name));
    }

    @Override
    public void activate(Map<String, String> values, Actor by) {
        CosignerStore.Row row = row(values);
        String reason = values.getOrDefault("reason", "").strip();
        store.retire(row.id(), clock.instant(), reason);
        facts.record(NewFact.open("log", "cosigner.retired", by, Map.of("name", row.name(), "reason", reason)));
    }
}
