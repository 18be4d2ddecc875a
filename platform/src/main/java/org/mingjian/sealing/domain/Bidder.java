package org.mingjian.sealing.domain;

import java.util.Optional;

/**
 * Who sealed a bid 投标人.
 *
 * @param creditCode 统一社会信用代码
 * @param publicKey SM2: 65 bytes; RSA: SubjectPublicKeyInfo in DER; checks the signature of the envelope
 * @param certificate DER of the certificate that names key and credit code, where the bidder has one
 */
public record Bidder(String creditCode, byte[] publicKey, Optional<byte[]> certificate) {}
