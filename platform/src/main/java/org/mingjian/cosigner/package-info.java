/**
 * 联署: other organisations that vouch for the log. Keeps who they are (registered by one administrator, confirmed by
 * another), asks them to co-sign each tree head (C2SP tlog-witness), takes what they hand in, says whether as many as
 * the policy asks for have signed, and keeps as evidence whatever they found that does not fit.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "ops", "facts", "identity"})
package org.mingjian.cosigner;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
