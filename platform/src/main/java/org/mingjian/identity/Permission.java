package org.mingjian.identity;

import static org.mingjian.identity.Role.AGENCY;
import static org.mingjian.identity.Role.AUDITOR;
import static org.mingjian.identity.Role.BIDDER;
import static org.mingjian.identity.Role.CENTRE_STAFF;
import static org.mingjian.identity.Role.DATA_OFFICER;
import static org.mingjian.identity.Role.EXPERT;
import static org.mingjian.identity.Role.MANAGEMENT;
import static org.mingjian.identity.Role.SECURITY_ADMINISTRATOR;
import static org.mingjian.identity.Role.SUPERVISOR;
import static org.mingjian.identity.Role.SYSTEM_ADMINISTRATOR;
import static org.mingjian.identity.Role.TENDERER;
import static org.mingjian.identity.Role.WITNESS;

import java.util.EnumSet;
import java.util.Set;

/**
 * What an endpoint asks of its caller. A permission says which roles may knock; whose trade it is, the use case still
 * checks.
 */
public enum Permission {
    SELF("本人账户", EnumSet.allOf(Role.class)),
    DESK_READ("工作台", EnumSet.allOf(Role.class)),
    TRADE_READ(
            "查看交易",
            EnumSet.of(TENDERER, AGENCY, BIDDER, EXPERT, CENTRE_STAFF, SUPERVISOR, WITNESS, MANAGEMENT, DATA_OFFICER)),
    REGISTRATION_READ("查看进场登记", EnumSet.of(TENDERER, AGENCY, CENTRE_STAFF, SUPERVISOR, MANAGEMENT, DATA_OFFICER)),
    TRADE_REGISTER("进场登记", EnumSet.of(TENDERER, AGENCY)),
    TRADE_ACCEPT("受理进场登记", EnumSet.of(CENTRE_STAFF)),
    PLAN_PUBLISH("发布招标计划", EnumSet.of(TENDERER, AGENCY)),
    TENDER_WRITE("编制公告与招标文件", EnumSet.of(TENDERER, AGENCY)),
    QUESTION_ASK("提出疑问与异议", EnumSet.of(BIDDER)),
    DOCUMENT_FETCH("获取招标文件", EnumSet.of(BIDDER, TENDERER, AGENCY, CENTRE_STAFF, SUPERVISOR)),
    FILE_UPLOAD("上传文件", EnumSet.of(TENDERER, AGENCY, BIDDER, CENTRE_STAFF, EXPERT)),
    BID_SUBMIT("递交投标文件", EnumSet.of(BIDDER)),
    BID_DECRYPT("解密投标文件", EnumSet.of(BIDDER)),
    OPENING_HOST("主持开标", EnumSet.of(TENDERER, AGENCY)),
    OPENING_ATTEND("参加开标", EnumSet.of(TENDERER, AGENCY, BIDDER, CENTRE_STAFF, SUPERVISOR, WITNESS)),
    OPENING_SHARE("交出开启份额", EnumSet.of(TENDERER, AGENCY, SUPERVISOR, WITNESS)),
    PLATFORM_SHARE("交出平台的开启份额", EnumSet.of(CENTRE_STAFF)),
    PLATFORM_FAULT("认定平台故障", EnumSet.of(CENTRE_STAFF)),
    EXPERT_POOL("管理专家库", EnumSet.of(CENTRE_STAFF)),
    EXPERT_DRAW("申请抽取专家", EnumSet.of(TENDERER, AGENCY)),
    DRAW_SEED("参与随机抽取", EnumSet.of(TENDERER, AGENCY, SUPERVISOR)),
    EXPERT_ANSWER("专家应答与签到", EnumSet.of(EXPERT)),
    EVALUATION_SEAT("评标", EnumSet.of(EXPERT, TENDERER)),
    EVALUATION_RUN("组织评标", EnumSet.of(AGENCY, TENDERER, CENTRE_STAFF)),
    AWARD_DECIDE("定标", EnumSet.of(TENDERER, AGENCY)),
    CONTRACT_SIGN("签订合同", EnumSet.of(TENDERER, BIDDER)),
    CONTRACT_READ("查看合同", EnumSet.of(TENDERER, AGENCY, BIDDER, CENTRE_STAFF, SUPERVISOR)),
    DEPOSIT_KEEP("保证金管理", EnumSet.of(CENTRE_STAFF)),
    DEPOSIT_READ("查看保证金", EnumSet.of(TENDERER, AGENCY, BIDDER, CENTRE_STAFF, SUPERVISOR)),
    PARTY_KEEP("登记主体信息", EnumSet.of(TENDERER, AGENCY, BIDDER)),
    PARTY_READ("查看主体库", EnumSet.of(TENDERER, AGENCY, BIDDER, CENTRE_STAFF, SUPERVISOR)),
    PARTY_VERIFY("核验主体信息", EnumSet.of(CENTRE_STAFF)),
    CREDIT_COLLECT("归集信用信息", EnumSet.of(CENTRE_STAFF, SUPERVISOR)),
    CREDIT_DECIDE("核实、公示信用信息", EnumSet.of(SUPERVISOR)),
    CREDIT_READ("查看信用记录", EnumSet.of(TENDERER, AGENCY, BIDDER, EXPERT, CENTRE_STAFF, SUPERVISOR)),
    CREDIT_APPEAL("信用申诉与修复", EnumSet.of(TENDERER, AGENCY, BIDDER, EXPERT)),
    SUPERVISE("监督全过程", EnumSet.of(SUPERVISOR)),
    TRADE_SUSPEND("责令暂停", EnumSet.of(SUPERVISOR)),
    TRADE_TERMINATE("终止招标", EnumSet.of(TENDERER)),
    WITNESS_NOTE("见证记录", EnumSet.of(WITNESS)),
    ACCOUNT_KEEP("管理组织与账户", EnumSet.of(SYSTEM_ADMINISTRATOR)),
    PROTECTION_KEEP("数据安全", EnumSet.of(SECURITY_ADMINISTRATOR)),
    TRUST_KEEP("管理信任的证书机构", EnumSet.of(SYSTEM_ADMINISTRATOR, SECURITY_ADMINISTRATOR)),
    TRUST_READ("查看信任的证书机构", EnumSet.of(SYSTEM_ADMINISTRATOR, SECURITY_ADMINISTRATOR, AUDITOR)),
    CHANGE_PROPOSE("提议账户与授权的变更", EnumSet.of(SYSTEM_ADMINISTRATOR, SECURITY_ADMINISTRATOR)),
    GRANT_KEEP("授权", EnumSet.of(SECURITY_ADMINISTRATOR)),
    RIGHTS_READ("查看账户与授权", EnumSet.of(SYSTEM_ADMINISTRATOR, SECURITY_ADMINISTRATOR, AUDITOR)),
    RIGHTS_REVIEW("审查谁能做什么", EnumSet.of(SECURITY_ADMINISTRATOR, AUDITOR, MANAGEMENT, SUPERVISOR)),
    AUDIT_READ("审计", EnumSet.of(AUDITOR)),
    WATCH_READ("查看攻击与告警", EnumSet.of(SYSTEM_ADMINISTRATOR, SECURITY_ADMINISTRATOR, AUDITOR)),
    WATCH_KEEP("限速、封禁与处理告警", EnumSet.of(SECURITY_ADMINISTRATOR)),
    BARRIER_CONFIRM("复核封禁账户", EnumSet.of(SYSTEM_ADMINISTRATOR, SECURITY_ADMINISTRATOR)),
    EXCHANGE_READ("查看数据交换", EnumSet.of(CENTRE_STAFF, SUPERVISOR, MANAGEMENT, DATA_OFFICER)),
    EXCHANGE_CORRECT("处理数据质量问题", EnumSet.of(CENTRE_STAFF, DATA_OFFICER)),
    EXCHANGE_ORDER("责令数据来源整改", EnumSet.of(MANAGEMENT, DATA_OFFICER)),
    EXCHANGE_ADMIT("准入对接节点", EnumSet.of(SYSTEM_ADMINISTRATOR)),
    CONNECTION_KEEP("对接本单位的系统", EnumSet.of(TENDERER, AGENCY, BIDDER, CENTRE_STAFF)),
    CONNECTION_READ(
            "查看系统对接", EnumSet.of(TENDERER, AGENCY, BIDDER, CENTRE_STAFF, SYSTEM_ADMINISTRATOR, SECURITY_ADMINISTRATOR)),
    REGISTRY_READ("查看信息登记与停用", EnumSet.of(CENTRE_STAFF, SUPERVISOR, MANAGEMENT, DATA_OFFICER)),
    REGISTRY_KEEP("填报信息登记与停用", EnumSet.of(CENTRE_STAFF, MANAGEMENT, DATA_OFFICER)),
    COSIGNER_KEEP("提议联署方", EnumSet.of(SYSTEM_ADMINISTRATOR)),
    COSIGNER_READ("查看联署与锚定", EnumSet.of(SYSTEM_ADMINISTRATOR, SECURITY_ADMINISTRATOR, AUDITOR, SUPERVISOR)),
    CONFLICT_ANSWER("答复日志冲突", EnumSet.of(AUDITOR)),
    SYSTEM_OPERATE("运行维护", EnumSet.of(SYSTEM_ADMINISTRATOR)),
    SANDBOX("沙箱时钟", EnumSet.allOf(Role.class));

    private final String title;
    private final Set<Role> roles;

    Permission(String title, Set<Role> roles) {
        this.title = title;
        this.roles = roles;
    }

    public String title() {
        return title;
    }

    public Set<Role> roles() {
        return roles;
    }

    public boolean isHeldBy(Set<Role> held) {
        return held.stream().anyMatch(roles::contains);
    }
}
