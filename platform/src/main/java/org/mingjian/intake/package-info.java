/**
 * 进场登记: what a tenderer or its agency declares before a trade exists, and what the trading centre answers. Acceptance
 * issues the codes and opens the trade; a return names its reasons. Schema {@code intake}. The life of a registration
 * is
 * the table {@link org.mingjian.intake.domain.RegistrationLife}.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"kernel", "ops", "facts", "identity", "rules", "coding", "document", "tender", "spec"})
package org.mingjian.intake;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
