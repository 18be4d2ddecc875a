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
    MANAGEMENT("综合管理"),
    DATA_OFFICER("数据管理"),
    SYSTEM_ADMINISTRATOR("系统管理员"),
    SECURITY_ADMINISTRATOR("安全管理员"),
    AUDITOR("审计管理员");

    private static final Set<Role> ADMINISTRATORS = EnumSet.of(SYSTEM_ADMINISTRATOR, SECURITY_ADMINISTRATOR, AUDITOR);

    private static final Set<Role> STAFF = EnumSet.of(CENTRE_STAFF, SUPERVISOR, WITNESS, MANAGEMENT, DATA_OFFICER);

    private final String title;

    Role(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }

    /** 三员: system, security and audit administrator. */
    public boolean isAdministrator() {
        return ADMINISTRATORS.contains(this);
    }

    /** Roles of people in public service: two factors at login, a data scope, opened by proposal and activation. */
    public boolean isStaff() {
        return STAFF.contains(this) || isAdministrator();
    }

    /** Roles whose rights reach only as far as their grants say; the others act for their own organisation. */
    public boolean isScoped() {
        return STAFF.contains(this);
    }
}
