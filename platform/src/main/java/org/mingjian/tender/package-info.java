/**
 * 招标采购: one trade (标段) from its registration on: its state, its terms, its notices, documents, questions and
 * clarifications. The life of a trade is the table {@link org.mingjian.tender.TradeLife}; the modules of the later
 * steps
 * record their facts through {@link org.mingjian.tender.Tenders}, so that state and fact always move together.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "ops", "facts", "identity", "rules", "coding", "document", "spec"})
package org.mingjian.tender;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
