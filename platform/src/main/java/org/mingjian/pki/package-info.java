/**
 * 数字证书: which authorities are trusted for what, whether a certificate has a sound path to one of them (RFC 5280, GM/T
 * 0015), whether it is revoked (CRL, OCSP), and signatures by SM2 and RSA certificates. Also the development
 * authority of
 * the sandbox, and the port through which signing services on phones (移动CA、电子营业执照) are reached. Knows no accounts.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "ops", "facts"})
package org.mingjian.pki;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
