/**
 * 定标、合同与履约: from the panel's report on: publicity of the candidates, objections that stop the next step, choice of
 * the winner, award letter and result, the contract signed by both, the written report, performance. Reads the report
 * of {@link org.mingjian.evaluation.Evaluations}; moves the trade only through {@link org.mingjian.tender.Tenders}.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"kernel", "ops", "facts", "identity", "rules", "tender", "evaluation", "deposit", "spec"
        })
package org.mingjian.contract;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
