package org.mingjian.kernel.crypto;

import java.time.Instant;

/**
 * What the platform reads in a certificate 数字证书.
 *
 * @param serial serial number in lower-case hexadecimal digits, without leading zeros
 * @param subject who holds the key
 * @param issuer common name of the issuer
 * @param publicKey SM2: 65 bytes, {@code 04‖X‖Y}; RSA: SubjectPublicKeyInfo in DER
 * @param notBefore first instant of validity
 * @param notAfter last instant of validity
 * @param der the certificate itself
 */
public record Certificate(
        String serial,
        Subject subject,
        String issuer,
        byte[] publicKey,
        Instant notBefore,
        Instant notAfter,
        byte[] der) {

    /**
     * The holder of a certificate; an unknown part is the empty string.
     *
     * @param name common name: the organisation or the person
     * @param creditCode 统一社会信用代码, in organizationIdentifier (2.5.4.97)
     * @param accountId account of the platform, in userId (0.9.2342.19200300.100.1.1)
     */
    public record Subject(String name, String creditCode, String accountId) {}

    public boolean validAt(Instant when) {
        return !when.isBefore(notBefore) && !when.isAfter(notAfter);
    }
}
