/**
 * 统一赋码: issues 项目编号 (17), 招标项目编号 (20), 标段(包)编号 (23) and 统一交易标识码 (40), unique under concurrency and
 * inside the caller's transaction, and checks codes that others issued. Schema {@code coding}. The algorithm of the
 * check
 * character is a setting, because codes in use do not agree on one.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel"})
package org.mingjian.coding;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
