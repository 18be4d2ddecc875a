/**
 * National cryptography 国密: SM2 signatures and encryption, SM3 digests, SM4 in GCM mode, and SM2 certificates.
 *
 * <p>Plain Java over the light interface of Bouncy Castle; no provider is registered. Keys, digests and signatures are
 * raw bytes in the forms the standards print: a private key is 32 bytes, a public key 65 ({@code 04‖X‖Y}), a
 * signature 64 ({@code r‖s}), a cipher text {@code 04‖C1‖C3‖C2}.
 *
 * <p>Source: GB/T 32918 (SM2), GB/T 32905 (SM3), GB/T 32907 (SM4), RFC 8998 (SM4-GCM).
 */
@NullMarked
package org.mingjian.kernel.crypto;

import org.jspecify.annotations.NullMarked;
