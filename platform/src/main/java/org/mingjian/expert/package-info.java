/**
 * 专家库与抽取: the pool of evaluation experts (入库、暂停、恢复、退出), automatic avoidance (回避) and the random draw. It
 * knows no trades: a draw is told what it is for, whom to avoid and from which seed, and gives back its record. Who
 * sees
 * the record, and when, is decided by the module that asked (评标委员会名单在中标结果确定前保密, 招标投标法 §37).
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "ops", "facts", "identity"})
package org.mingjian.expert;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
