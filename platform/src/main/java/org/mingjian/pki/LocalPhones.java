package org.mingjian.pki;

import org.mingjian.kernel.crypto.Certificate;
import org.mingjian.pki.RemoteSigners.Channel;

/** The stand-in for phones in a sandbox: keys in memory, certificates of the development authority. */
public interface LocalPhones {

    /** Puts a key and a certificate on a phone; the PIN protects it. */
    void enrol(Channel channel, Certificate.Subject holder, String pin);

    /**
     * The holder reads the QR code and agrees.
     *
     * @return false when the PIN is wrong, the code unknown or its time over
     */
    boolean agree(String qr, Certificate.Subject holder, String pin);
}
