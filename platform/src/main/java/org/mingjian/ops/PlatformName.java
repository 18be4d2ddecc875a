package org.mingjian.ops;

/** 平台名称 as pages show it: the configured name, with the tier unless it is the usual one. */
public record PlatformName(String name) {

    public static PlatformName of(String configured, Tier tier) {
        return new PlatformName(tier == Tier.PROVINCE ? configured : configured + "（" + tier.title() + "）");
    }
}
