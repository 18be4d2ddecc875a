/**
 * 内核: values, outcomes, lifecycles and canonical JSON that every module uses. Plain Java: no Spring, no SQL, no clock.
 */
@NullMarked
@ApplicationModule(
        type = ApplicationModule.Type.OPEN,
        allowedDependencies = {})
package org.mingjian.kernel;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
