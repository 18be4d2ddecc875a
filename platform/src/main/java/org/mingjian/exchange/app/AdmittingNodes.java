package org.mingjian.exchange.app;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.mingjian.exchange.ExchangeError;
import org.mingjian.exchange.store.PeerStore.Kind;
import org.mingjian.facts.Actor;
import org.mingjian.identity.TwoPersonSetting;
import org.mingjian.kernel.PlatformException;
import org.springframework.stereotype.Component;

/**
 * 准入对接节点: who admits a wrong key admits somebody else, so two persons compare it. Values {@code code}, {@code name},
 * {@code kind}, {@code publicKey}, {@code url}, {@code systems}, {@code region}.
 */
@Component
public class AdmittingNodes implements TwoPersonSetting {

    public static final String SUBJECT = "exchange.node";

    private final KeepingPeers peers;

    AdmittingNodes(KeepingPeers peers) {
        this.peers = peers;
    }

    @Override
    public String subject() {
        return SUBJECT;
    }

    @Override
    public String title() {
        return "准入对接节点";
    }

    @Override
    public String check(Map<String, String> values) {
        KeepingPeers.Asked asked = asked(values);
        peers.check(asked);
        String what = asked.kind() == Kind.UPPER ? "上级平台" : "下级平台";
        return what + asked.name() + "（" + asked.code() + "），公钥" + asked.publicKey();
    }

    @Override
    public void activate(Map<String, String> values, Actor by) {
        KeepingPeers.Asked asked = asked(values);
        peers.admit(asked, by);
        String region = values.getOrDefault("region", "");
        if (!region.isEmpty()) {
            peers.place(asked.code(), region);
        }
    }

    private static KeepingPeers.Asked asked(Map<String, String> values) {
        String kind = values.getOrDefault("kind", "");
        if (!List.of("UPPER", "LOWER").contains(kind)) {
            throw new PlatformException(ExchangeError.PEER_INVALID, "他方建设的系统请走对接申请");
        }
        String systems = values.getOrDefault("systems", "");
        return new KeepingPeers.Asked(
                values.getOrDefault("code", ""),
                values.getOrDefault("name", ""),
                Kind.valueOf(kind),
                values.getOrDefault("publicKey", ""),
                values.getOrDefault("url", ""),
                systems.isEmpty() ? List.of() : Arrays.asList(systems.split(",")));
    }
}
