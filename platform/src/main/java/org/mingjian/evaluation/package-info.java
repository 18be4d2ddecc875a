/**
 * 评标评审: the panel (抽取、应答、补抽、签到、回避), its checks and marks, price scoring, signatures and the report of one trade.
 *
 * <p>Owns what happens between the call of the experts and the report. The state of the trade belongs to the tender
 * module
 * and moves only through its interface; the pool belongs to the expert module. The scoring engine in {@code scoring} is
 * pure and also runs outside the platform. Who sits on the panel is secret until the award (招标投标法 §37).
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "kernel",
            "ops",
            "facts",
            "identity",
            "rules",
            "tender",
            "expert",
            "party",
            "credit",
            "draw",
            "sealing",
            "document"
        })
package org.mingjian.evaluation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
