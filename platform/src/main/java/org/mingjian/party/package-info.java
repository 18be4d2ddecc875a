/**
 * 主体库: one registration for the whole province, every field once. Companies, their qualifications, licences and
 * registered people, with all versions; achievements come from the platform's own contracts. Looking at a
 * registration is
 * verification only: it is no approval and nobody waits for it (运行管理办法：不得设置市场准入). Schema {@code party}.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"kernel", "ops", "facts", "identity", "document", "protection", "tender", "spec"})
package org.mingjian.party;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
