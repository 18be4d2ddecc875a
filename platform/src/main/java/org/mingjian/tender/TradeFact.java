package org.mingjian.tender;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Every fact that a trade's stream may hold: its kind in the record, its name for people, its stage on the timeline.
 */
public enum TradeFact {
    TRADE_REGISTERED("trade.registered", "进场登记受理", Stage.REGISTRATION),
    NOTICE_PUBLISHED("notice.published", "发布招标公告并发出招标文件", Stage.NOTICE),
    DOCUMENTS_FETCHED("documents.fetched", "获取招标文件", Stage.BIDDING),
    QUESTION_ASKED("question.asked", "提出疑问", Stage.BIDDING),
    ANSWER_PUBLISHED("answer.published", "发布答疑", Stage.BIDDING),
    CLARIFICATION_ISSUED("clarification.issued", "发出澄清或修改", Stage.BIDDING),
    DEADLINE_MOVED("deadline.moved", "顺延投标截止时间", Stage.BIDDING),
    OBJECTION_RAISED("objection.raised", "提出异议", Stage.BIDDING),
    OBJECTION_ANSWERED("objection.answered", "答复异议", Stage.BIDDING),
    BID_RECEIVED("bid.received", "收到投标文件", Stage.BIDDING),
    BID_REPLACED("bid.replaced", "替换投标文件", Stage.BIDDING),
    BID_WITHDRAWN("bid.withdrawn", "撤回投标文件", Stage.BIDDING),
    BID_REHEARSED("bid.rehearsed", "解密演练", Stage.BIDDING),
    BID_REFUSED("bid.refused", "拒收投标文件", Stage.BIDDING),
    DEPOSIT_RECEIVED("deposit.received", "收到投标保证金", Stage.BIDDING),
    EXPERTS_REQUESTED("experts.requested", "申请抽取评标专家", Stage.BIDDING),
    EXPERTS_DRAWN("experts.drawn", "抽取评标专家", Stage.BIDDING),
    EXPERT_ANSWERED("expert.answered", "专家应答", Stage.BIDDING),
    EXPERT_REPLACED("expert.replaced", "补抽评标专家", Stage.BIDDING),
    DRAW_PREPARED("draw.prepared", "固定抽取方案", Stage.BIDDING),
    DRAW_POOLED("draw.pooled", "封存抽取名单", Stage.BIDDING),
    DRAW_COMMITTED("draw.committed", "提交随机数承诺", Stage.BIDDING),
    DRAW_REVEALED("draw.revealed", "公开随机数", Stage.BIDDING),
    DRAW_DRAWN("draw.drawn", "完成随机抽取", Stage.BIDDING),
    DRAW_CONTINUED("draw.continued", "按抽取次序补抽", Stage.BIDDING),
    DRAW_ABANDONED("draw.abandoned", "抽取逾期作废", Stage.BIDDING),
    BIDS_CLOSED("bids.closed", "投标截止", Stage.OPENING),
    SIGNED_IN("opening.signedIn", "开标签到", Stage.OPENING),
    BID_OPENED("bid.opened", "投标文件解密", Stage.OPENING),
    BID_OPENING_FAILED("bid.openingFailed", "解密失败", Stage.OPENING),
    BID_RULED("bid.ruled", "认定未解密的原因", Stage.OPENING),
    SHARE_GIVEN("bid.shareGiven", "开启人交出份额", Stage.OPENING),
    SHARE_FALSE("bid.shareFalse", "开启人份额不符", Stage.OPENING),
    OPENING_PAUSED("opening.paused", "平台故障，暂停开标", Stage.OPENING),
    OPENING_CONTINUED("opening.continued", "恢复开标", Stage.OPENING),
    DECRYPTION_CLOSED("decryption.closed", "解密结束", Stage.OPENING),
    PRICES_READ("prices.read", "唱标", Stage.OPENING),
    OPENING_OBJECTION_RAISED("opening.objectionRaised", "开标异议", Stage.OPENING),
    OPENING_OBJECTION_ANSWERED("opening.objectionAnswered", "开标异议答复", Stage.OPENING),
    OPENING_RECORD_SIGNED("opening.recordSigned", "确认开标记录", Stage.OPENING),
    OPENING_RECORDED("opening.recorded", "公布开标记录", Stage.OPENING),
    PANEL_SIGNED_IN("panel.signedIn", "评委签到", Stage.EVALUATION),
    EVALUATION_STARTED("evaluation.started", "评标开始", Stage.EVALUATION),
    SCORES_SIGNED("scores.signed", "评委评审意见签名", Stage.EVALUATION),
    EVALUATION_INQUIRED("evaluation.inquired", "评标澄清", Stage.EVALUATION),
    EVALUATION_REPORTED("evaluation.reported", "提交评标报告", Stage.EVALUATION),
    SCORES_PUBLISHED("scores.published", "公布评分记录", Stage.PUBLICITY),
    PUBLICITY_STARTED("publicity.started", "中标候选人公示", Stage.PUBLICITY),
    RESULT_OBJECTION_RAISED("result.objectionRaised", "对评标结果提出异议", Stage.PUBLICITY),
    RESULT_OBJECTION_ANSWERED("result.objectionAnswered", "答复评标结果异议", Stage.PUBLICITY),
    WINNER_SELECTED("winner.selected", "确定中标人", Stage.AWARD),
    AWARD_ISSUED("award.issued", "发出中标通知书", Stage.AWARD),
    RESULT_PUBLISHED("result.published", "发布中标结果公告", Stage.AWARD),
    CONTRACT_OFFERED("contract.offered", "拟定合同", Stage.CONTRACT),
    CONTRACT_SIGNED("contract.signed", "签订合同", Stage.CONTRACT),
    DEPOSIT_RETURNED("deposit.returned", "退还投标保证金", Stage.CONTRACT),
    REPORT_FILED("report.filed", "提交招标投标情况书面报告", Stage.CONTRACT),
    PERFORMANCE_RECORDED("performance.recorded", "履约记录", Stage.PERFORMANCE),
    TRADE_CLOSED("trade.closed", "交易办结", Stage.PERFORMANCE),
    WITNESS_NOTED("witness.noted", "见证记录", Stage.OPENING),
    TENDER_FAILED("tender.failed", "招标失败", Stage.OPENING),
    TRADE_SUSPENDED("trade.suspended", "责令暂停", Stage.NOTICE),
    TRADE_RESUMED("trade.resumed", "恢复", Stage.NOTICE),
    TRADE_TERMINATED("trade.terminated", "终止招标", Stage.NOTICE);

    private static final Map<String, TradeFact> BY_KIND =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(TradeFact::kind, Function.identity()));

    private final String kind;
    private final String title;
    private final Stage stage;

    TradeFact(String kind, String title, Stage stage) {
        this.kind = kind;
        this.title = title;
        this.stage = stage;
    }

    public String kind() {
        return kind;
    }

    public String title() {
        return title;
    }

    public Stage stage() {
        return stage;
    }

    public static Optional<TradeFact> ofKind(String kind) {
        return Optional.ofNullable(BY_KIND.get(kind));
    }
}
