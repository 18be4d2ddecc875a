package org.mingjian.cosigner.web;

import java.util.List;
import org.mingjian.cosigner.Cosigners;
import org.mingjian.cosigner.app.JudgingConflicts;
import org.mingjian.cosigner.app.TakingCosignatures;
import org.mingjian.kernel.Open;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Beside the public log: who vouches for it, and where co-signers hand in what they signed or found. */
@RestController
@RequestMapping("/log")
class LogDoor {

    /** @param standing whether as many signed as the policy asks for */
    record Vouching(Cosigners.Standing standing, List<Cosigners.View> cosigners) {}

    private final Cosigners cosigners;
    private final TakingCosignatures taking;
    private final JudgingConflicts judging;

    LogDoor(Cosigners cosigners, TakingCosignatures taking, JudgingConflicts judging) {
        this.cosigners = cosigners;
        this.taking = taking;
        this.judging = judging;
    }

    @Open("公开日志：联署方与联署情况")
    @GetMapping("/cosigners")
    Vouching cosigners() {
        return new Vouching(cosigners.standing(), cosigners.all());
    }

    @Open("联署方交回联署；签名本身证明来源")
    @PostMapping(value = "/cosignatures", consumes = "text/plain")
    void cosignature(@RequestBody String note) {
        taking.handedIn(note);
    }

    @Open("任何人报告日志冲突；两个检查点的签名本身证明")
    @PostMapping(value = "/conflicts", consumes = "text/plain")
    void conflict(@RequestBody String evidence) {
        judging.reported(evidence);
    }
}
