package org.mingjian.identity;

import org.mingjian.kernel.ErrorCode;

/** Failures of this module. */
public enum IdentityError implements ErrorCode {
    NOT_SIGNED_IN(Kind.UNAUTHENTICATED, "请先登录"),
    LOGIN_FAILED(Kind.UNAUTHENTICATED, "账户或凭据不正确，或账户已锁定"),
    SECOND_FACTOR_NEEDED(Kind.UNAUTHENTICATED, "工作人员登录须同时出示口令和证书"),
    TOO_MANY_TRIES(Kind.TOO_MANY, "尝试太频繁，请稍后再试"),
    MUST_CHANGE_FIRST(Kind.FORBIDDEN, "请先改口令、登记证书，再重新登录"),
    WRONG_PASSWORD(Kind.INVALID, "原口令不对"),
    PASSWORD_CHANGED_MEANWHILE(Kind.CONFLICT, "口令刚被改过"),
    SESSION_NOT_FOUND(Kind.NOT_FOUND, "没有这个会话"),
    NOT_PERMITTED(Kind.FORBIDDEN, "您的角色没有这项权限"),
    NOT_YOURS(Kind.FORBIDDEN, "这不是您单位的业务"),
    FORGED_REQUEST(Kind.FORBIDDEN, "请求缺少来源标记，已拒绝"),
    NO_ORGANISATION(Kind.FORBIDDEN, "该账户不属于任何单位"),
    LOGIN_TAKEN(Kind.CONFLICT, "登录名已被使用"),
    CREDIT_CODE_TAKEN(Kind.CONFLICT, "该统一社会信用代码已注册"),
    ROLES_CLASH(Kind.INVALID, "三员分立：管理员不得兼任其他角色"),
    ACCOUNT_NOT_FOUND(Kind.NOT_FOUND, "没有这个账户"),
    ORGANISATION_NOT_FOUND(Kind.NOT_FOUND, "没有这个组织"),
    CERTIFICATE_TAKEN(Kind.CONFLICT, "这张证书已绑定账户"),
    CERTIFICATE_NOT_FOUND(Kind.NOT_FOUND, "没有这张证书"),
    PROPOSAL_NOT_FOUND(Kind.NOT_FOUND, "没有这项提议"),
    PROPOSAL_DECIDED(Kind.CONFLICT, "这项提议已经决定"),
    PROPOSAL_WAITING(Kind.CONFLICT, "同样的提议已经提出，正等另一人决定"),
    RIGHT_NOT_FOUND(Kind.NOT_FOUND, "没有这项授权"),
    OUT_OF_REACH(Kind.FORBIDDEN, "不在您的数据范围内"),
    INVALID_INPUT(Kind.INVALID, "填写的内容不符合要求"),
    REPEATED_REQUEST(Kind.CONFLICT, "相同的请求正在处理"),
    KEY_REUSED(Kind.CONFLICT, "幂等键已用于另一请求");

    private final Kind kind;
    private final String title;

    IdentityError(Kind kind, String title) {
        this.kind = kind;
        this.title = title;
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public String title() {
        return title;
    }
}
