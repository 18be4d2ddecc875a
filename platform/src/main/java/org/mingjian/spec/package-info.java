/**
 * 数据规范: the national data specification (数据规范V2.0) as dated data, and the checks that follow from it. Owns
 * the
 * folder
 * {@code rules/spec/}; has no tables. {@link org.mingjian.spec.Specifications} is what others read, {@link
 * org.mingjian.spec.Checks} judges one record, {@link org.mingjian.spec.CrossChecks} judges it beside the records
 * reported before.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel"})
package org.mingjian.spec;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
