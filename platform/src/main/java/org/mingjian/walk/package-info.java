/**
 * 走一遍: drives one whole trade through the public HTTP interface of a running platform, as the real parties would. A
 * client: it shares nothing with the server but the envelope format and the national cryptography.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "sealing::envelope"})
package org.mingjian.walk;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
