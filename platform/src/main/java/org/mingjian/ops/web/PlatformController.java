package org.mingjian.ops.web;

import org.mingjian.kernel.Open;
import org.mingjian.ops.PlatformName;
import org.mingjian.ops.Tier;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What this node is, for pages and for other nodes. */
@RestController
class PlatformController {

    /**
     * @param tier {@code nation}, {@code province} or {@code city}
     * @param trades whether tenders are run here
     * @param sandbox whether its clock may be moved
     */
    record Node(String name, String tier, String tierTitle, boolean trades, boolean sandbox) {}

    private final Node node;

    PlatformController(Tier tier, PlatformName name, Environment environment) {
        boolean sandbox = environment.acceptsProfiles(Profiles.of("sandbox"));
        this.node = new Node(name.name(), tier.option(), tier.title(), tier.trades(), sandbox);
    }

    @Open("平台名称与层级")
    @GetMapping("/api/platform")
    Node node() {
        return node;
    }
}
