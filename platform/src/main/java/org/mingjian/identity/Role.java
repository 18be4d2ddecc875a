package org.mingjian.identity;

import java.util.EnumSet;
import java.util.Set;

/** What an account is in the platform. */
public enum Role {
    TENDERER("招标人"),
    AGENCY("招标代理"),
    BIDDER("投标人"),
    EXPERT("评标专家"),
    CENTRE_STAFF("交易中心"),
    SUPERVISOR("行政监督"),
    WITNESS("见证"),
    SYSTEM_ADMINISTRATOR("系统管理员"),
    SECURITY_ADMINISTRATOR("安全管理员"),
    AUDITOR("审计管理员");

    private static final Set<Role> ADMINISTRATORS = EnumSet.of(SYSTEM_ADMINISTRATOR, SECURITY_ADMINISTRATOR, AUDITOR);

    private final String title;

    Role(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }

    /** 三员分立: an administrator holds one such role and no business role. */
    public static boolean areCompatible(Set<Role> roles) {
        return roles.size() <= 1 || roles.stream().noneMatch(ADMINISTRATORS::contains);
    }
}
