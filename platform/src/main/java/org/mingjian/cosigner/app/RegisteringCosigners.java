package org.mingjian.cosigner.app;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.mingjian.cosigner.CosignerError;
import org.mingjian.cosigner.domain.KeyLine;
import org.mingjian.cosigner.store.CosignerStore;
import org.mingjian.facts.Actor;
import org.mingjian.facts.Facts;
import org.mingjian.facts.NewFact;
import org.mingjian.identity.TwoPersonSetting;
import org.mingjian.kernel.Outcome;
import org.mingjian.kernel.PlatformException;
import org.springframework.stereotype.Component;

/**
 * 登记联署方: who could register one alone could make up his own witnesses. Values {@code keyLine}, {@code organisation},
 * {@code address} (may be empty).
 */
@Component
class RegisteringCosigners implements TwoPersonSetting {

    static final String SUBJECT = "cosigner.register";

    private final CosignerStore store;
    private final Facts facts;
    private final InstantSource clock;

    RegisteringCosigners(CosignerStore store, Facts facts, InstantSource clock) {
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
        return "登记联署方";
    }

    @Override
    public String check(Map<String, String> values) {
        String line = values.getOrDefault("keyLine", "").strip();
        KeyLine key = KeyLine.read(line)
                .orElseThrow(() -> new PlatformException(CosignerError.BAD_KEY, "请整行复制联署方启动时打印的 key 行"));
        String organisation = values.getOrDefault("organisation", "").strip();
        if (organisation.isEmpty() || organisation.length() > 200) {
            throw new PlatformException(CosignerError.BAD_KEY, "请写明所属单位");
        }
        requireAddress(values.getOrDefault("address", "").strip());
        for (CosignerStore.Row row : store.all()) {
            boolean sameName = row.retiredAt() == null && row.name().equals(key.name());
            if (sameName || row.keyLine().equals(line)) {
                Outcome.refused("COSIGNER_KNOWN", "联署方的名称和公钥各只登记一次", key.name() + " 已登记")
                        .orRefuse();
            }
        }
        return organisation + "（" + key.name() + "）";
    }

    private static void requireAddress(String address) {
        try {
            URI uri = new URI(address);
            boolean usable = uri.getHost() != null
                    && uri.getUserInfo() == null
                    && List.of("http", "https").contains(uri.getScheme());
            if (!address.isEmpty() && !usable) {
                throw new PlatformException(CosignerError.BAD_KEY, "送签地址须以 http:// 或 https:// 开头");
            }
        } catch (URISyntaxException malformed) {
            throw new PlatformException(CosignerError.BAD_KEY, "送签地址不是网址", malformed);
        }
    }

    @Override
    public void activate(Map<String, String> values, Actor by) {
        String line = values.getOrDefault("keyLine", "").strip();
        KeyLine key = KeyLine.read(line).orElseThrow();
        String organisation = values.getOrDefault("organisation", "").strip();
        String address = values.getOrDefault("address", "").strip();
        store.add(new CosignerStore.Row(
                UUID.randomUUID(),
                key.name(),
                organisation,
                line,
                address.isEmpty() ? null : address,
                clock.instant(),
                null));
        facts.record(NewFact.open(
                "log",
                "cosigner.registered",
                by,
                Map.of("name", key.name(), "organisation", organisation, "keyLine", line)));
    }
}
