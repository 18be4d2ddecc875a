package org.mingjian.watch.domain;

/** One asker's address as it is counted: a household of IPv6 has 2^64 of them, so its first 64 bits stand for all. */
public final class Addresses {

    private Addresses() {}

    /** @param address as the servlet container tells it */
    public static String counted(String address) {
        if (address.indexOf(':') < 0 || address.indexOf('.') >= 0) {
            return address;
        }
        String[] parts = expanded(address).split(":", -1);
        return parts.length != 8 ? address : parts[0] + ":" + parts[1] + ":" + parts[2] + ":" + parts[3] + "::/64";
    }

    private static String expanded(String address) {
        int zone = address.indexOf('%');
        String plain = zone < 0 ? address : address.substring(0, zone);
        int gap = plain.indexOf("::");
        if (gap < 0) {
            return plain;
        }
        String left = plain.substring(0, gap);
        String right = plain.substring(gap + 2);
        int missing = 8 - count(left) - count(right);
        String zeros = "0:".repeat(Math.max(0, missing));
        String joined = (left.isEmpty() ? "" : left + ":") + zeros + right;
        return joined.endsWith(":") ? joined.substring(0, joined.length() - 1) : joined;
    }

    private static int count(String part) {
        return part.isEmpty() ? 0 : part.split(":", -1).length;
    }
}
