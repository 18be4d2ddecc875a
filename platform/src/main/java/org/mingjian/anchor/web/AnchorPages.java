package org.mingjian.anchor.web;

import java.util.List;
import org.mingjian.anchor.Anchors;
import org.mingjian.kernel.Open;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Beside the public log: which tree heads stand on the chain, and where. */
@RestController
class AnchorPages {

    private static final int SHOWN = 100;

    /** @param items newest first */
    record Listed(Anchors.State state, List<Anchors.Anchored> items) {}

    private final Anchors anchors;

    AnchorPages(Anchors anchors) {
        this.anchors = anchors;
    }

    @Open("公开日志：锚定情况")
    @GetMapping("/log/anchors")
    Listed anchors() {
        return new Listed(anchors.state(), anchors.newest(SHOWN));
    }
}
