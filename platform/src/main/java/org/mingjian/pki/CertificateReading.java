package org.mingjian.pki;

import java.time.Instant;

/**
 * What is read from a certificate of any accepted algorithm.
 *
 * @param serial lower-case hexadecimal digits without leading zeros
 * @param name common name of the subject
 * @param creditCode 统一社会信用代码 or 组织机构代码 that the certificate names: organizationIdentifier, or the extensions of GM/T
 *     0015 (1.2.156.10260.4.1.5 税号, 4.1.4 组织机构代码); empty when it names none
 * @param accountId account that the development authority wrote in (userId), else empty
 * @param issuer issuer's name as text
 * @param algorithm {@code SM2} or {@code RSA}
 * @param publicKey SM2: 65 bytes; RSA: SubjectPublicKeyInfo in DER
 */
public record CertificateReading(
        String serial,
        String name,
        String creditCode,
        String accountId,
        String issuer,
        String algorithm,
        byte[] publicKey,
        Instant notBefore,
        Instant notAfter) {}
