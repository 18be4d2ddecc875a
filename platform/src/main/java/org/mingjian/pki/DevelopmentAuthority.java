package org.mingjian.pki;

import java.util.Optional;
import org.mingjian.kernel.crypto.DevAuthority;

/**
 * The certificate authority of the sandbox and the tests. Its key is a file of the key folder, readable by its
 * owner only.
 * In production there is none, and what it once issued is not accepted.
 */
public interface DevelopmentAuthority {

    /** Its id in the trust list. */
    String ID = "dev";

    /** As an entry of the trust list; empty in production. */
    Optional<TrustedCertificates.Authority> authority();

    /**
     * Issues a certificate in DER.
     *
     * @throws org.mingjian.kernel.PlatformException FORBIDDEN in production
     */
    byte[] issue(DevAuthority.Order order);

    /** Takes over an authority that an earlier release kept in the database; the key file that is there wins. */
    void adopt(DevAuthority earlier);
}
