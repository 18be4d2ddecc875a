package org.mingjian.exchange;

import org.mingjian.kernel.ErrorCode;

/** Failures of this module. */
public enum ExchangeError implements ErrorCode {
    MESSAGE_BROKEN(Kind.INVALID, "交换报文不能接受"),
    MESSAGE_TOO_LARGE(Kind.TOO_LARGE, "交换报文太长"),
    PEER_UNKNOWN(Kind.FORBIDDEN, "没有准入这个对接节点"),
    PEER_NOT_FOUND(Kind.NOT_FOUND, "没有这个对接节点"),
    PEER_INVALID(Kind.INVALID, "对接节点的登记不完整"),
    CERTIFICATE_MISSING(Kind.FORBIDDEN, "对接要用客户端证书"),
    TYPE_UNKNOWN(Kind.UNSUPPORTED, "不认识这种报文"),
    DOOR_SIGNATURE(Kind.FORBIDDEN, "对接系统的签名不符或时间不在允许范围"),
    RECORD_NOT_FOUND(Kind.NOT_FOUND, "没有这条报送记录"),
    ORDER_NOT_FOUND(Kind.NOT_FOUND, "没有这份限期整改单"),
    UPPER_MISSING(Kind.NOT_FOUND, "还没有登记上级平台"),
    NO_ROOM(Kind.UNAVAILABLE, "附件现在存不下，请稍后再送"),
    UPPER_AWAY(Kind.UNAVAILABLE, "上级平台现在联系不上"),
    COMPARING(Kind.CONFLICT, "正在与上级平台核对"),
    NOT_REFUSED(Kind.CONFLICT, "这条记录没有被退回，不能重报"),
    CONNECTION_NOT_FOUND(Kind.NOT_FOUND, "没有这个系统的对接申请"),
    CONNECTION_TAKEN(Kind.CONFLICT, "系统编号已有人使用或正在对接"),
    CONNECTION_INVALID(Kind.INVALID, "对接申请不完整"),
    CONNECTION_STOPPED(Kind.CONFLICT, "对接已停用，请重新申请"),
    NOT_ADMITTED(Kind.CONFLICT, "还没有准入，不能领取正式密钥"),
    NOTICES_UNREADABLE(Kind.INVALID, "这份公告文件读不出来"),
    NOTICES_TOO_MANY(Kind.TOO_LARGE, "这份公告文件太大"),
    NOTICE_NOT_FOUND(Kind.NOT_FOUND, "没有这条导入的公告"),
    NOTICE_TAKEN(Kind.CONFLICT, "这个编号的公告是别人导入的"),
    NOTICE_WRONG(Kind.CONFLICT, "这条公告不能这样补正"),
    REPORT_NOT_FOUND(Kind.NOT_FOUND, "没有这份符合性报告"),
    NOT_CONFORMING(Kind.CONFLICT, "最新的符合性报告不是30日内全部符合的，不能准入");

    private final Kind kind;
    private final String title;

    ExchangeError(Kind kind, String title) {
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
