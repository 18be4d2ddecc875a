/**
 * 专家库: the pool of evaluation experts (入库、暂停、恢复、退出) and automatic avoidance (回避). It knows no trades: it is told
 * whom to avoid, and says who may be drawn; the draw itself is the draw module's. Who sees the result, and when, is
 * decided by the module that asked (评标委员会名单在中标结果确定前保密, 招标投标法 §37).
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "ops", "facts", "identity", "protection"})
package org.mingjian.expert;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
