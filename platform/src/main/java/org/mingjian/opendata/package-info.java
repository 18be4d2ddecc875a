/**
 * 开放数据: every public trade once more in the Open Contracting Data Standard 1.1 (OCDS), as releases and records, live
 * and in monthly files, and the warning signs 预警指标 that anybody can compute from them. A reader of public facts; its
 * tables can be dropped and rebuilt at any time.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "ops", "facts", "tender", "protection"})
package org.mingjian.opendata;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
