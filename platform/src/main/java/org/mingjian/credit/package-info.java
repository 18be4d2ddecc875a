/**
 * 信用信息库: records of the subjects of trades and their people, from collection to publication, appeal, repair and end;
 * the scoring model as dated data; and the bar of those whom a decision shuts out, asked at the moment of the act
 * (招标投标法 §53、§54，条例 §67、§68). Schema {@code credit}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "ops", "facts", "identity", "protection", "tender", "spec"})
package org.mingjian.credit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
