package org.mingjian.sealing.domain;

/**
 * A file of a bid.
 *
 * @param name relative name, {@code /} between folders
 * @param size in bytes
 * @param sm3 digest, 64 hexadecimal digits
 */
public record SealedFile(String name, long size, String sm3) {}
