package org.mingjian.party;

import java.time.Instant;

/** 业绩: a contract that was signed on this platform; nobody types it. */
public record Achievement(
        String trade, String title, String tenderer, String creditCode, String price, Instant signedAt) {}
