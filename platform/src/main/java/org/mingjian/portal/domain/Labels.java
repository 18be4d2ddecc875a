package org.mingjian.portal.domain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Chinese names of the fields that facts carry, in the order in which people want to read them. A field that is
 * not here is shown by its own name: nothing public is left out because its label is missing.
 */
final class Labels {

    /** One pair a line: field, label. */
    private static final String FIELDS = """
            noticeTitle 公告标题
            month 计划招标月份
            investment 计划投资（元）
            title 名称
            projectName 项目名称
            sectionName 标段（包）名称
            tender 招标项目
            tenderer 招标人
            tendererName 招标人
            tendererCode 招标人统一社会信用代码
            agency 招标代理机构
            agencyName 招标代理机构
            agencyCode 招标代理机构统一社会信用代码
            winner 中标人
            winnerName 中标人
            rank 名次
            bidder 投标人
            bidderName 投标人
            name 名称
            creditCode 统一社会信用代码
            price 报价（元）
            awardPrice 中标价（元）
            bidPrice 投标报价（元）
            amount 金额（元）
            score 得分
            total 总分
            estimate 估算价（元）
            budget 预算金额（元）
            ceilingPrice 最高投标限价（元）
            deposit 投标保证金（元）
            documentsFrom 招标文件获取开始
            documentsTo 招标文件获取截止
            bidDeadline 投标截止及开标时间
            before 原内容
            oldDeadline 原投标截止时间
            previousDeadline 原投标截止时间
            newDeadline 新投标截止时间
            deadline 截止时间
            from 开始时间
            to 截止时间
            until 截止时间
            ends 截止时间
            endsAt 截止时间
            startsAt 开始时间
            expected 预计招标时间
            expectedAt 预计招标时间
            expectedMonth 预计招标月份
            validityDays 投标有效期（日）
            decryptMinutes 解密时限（分钟）
            remedy 解密补救方案
            method 评标办法
            candidates 中标候选人
            candidateCount 推荐候选人数
            scope 招标范围
            content 内容
            qualification 投标人资格要求
            durationDays 工期（日历天）
            duration 工期
            quality 质量要求
            place 建设地点
            manager 项目负责人
            projectManager 项目负责人
            certificate 证书编号
            performance 业绩
            trackRecord 业绩
            responsive 响应情况
            rejected 否决投标
            rejections 否决投标
            reason 理由
            reasons 理由
            cause 原因
            outcome 结果
            result 结果
            decision 决定
            basis 依据
            text 正文
            question 问题
            questions 问题
            answer 答复
            answers 答复
            items 条目
            changes 修改内容
            field 项目
            was 原为
            now 改为
            old 原为
            new 改为
            after 改为
            count 数量
            bids 投标文件
            received 收到投标文件数
            opened 解密成功
            failed 解密失败
            withdrawn 撤回
            revoked 撤销
            root 密封投标文件 Merkle 根（SM3）
            mandatory 依法必须招标
            byLaw 属于依法必须招标
            openers 开启人
            threshold 打开所需人数
            remedyMinutes 补救时限（分钟）
            members 人员
            organisation 单位
            serial 证书序列号
            publicKey 公钥
            account 账户编号
            criteria 评审标准
            full 满分
            kind 类别
            id 编号
            parameters 参数
            investmentCode 投资项目统一代码
            approval 项目审批
            number 文号
            authority 审批机关
            funding 资金来源
            regionCode 行政区划代码
            tradeClass 交易分类代码
            project 项目编号
            projectCode 项目编号
            tenderProject 招标项目编号
            tenderProjectCode 招标项目编号
            section 标段（包）编号
            sectionCode 标段（包）编号
            code 代码
            trade 统一交易标识码
            tradeCode 统一交易标识码
            contact 联系方式
            phone 电话
            seq 序号
            leader 项目负责人
            leaderCertificate 项目负责人证书
            projectLeader 项目负责人
            words 说明
            windowEnd 解密截止
            closedAt 截止办理时间
            receivedAt 收到时间
            startedAt 开始时间
            objectionsUntil 开标异议截止
            confirmations 投标人确认
            host 主持
            endedBy 结束方式
            by 答复人
            pausedAt 暂停时间
            reportedBy 报告人
            confirmedBy 认定人
            least 法定最少家数
            winnerCreditCode 中标人统一社会信用代码
            ground 定标依据
            warnings 提示
            rejection 否决
            other 其他约定
            address 地址
            media 发布媒介
            obtaining 招标文件获取方式
            documentPrice 招标文件售价（元）
            submission 投标文件递交方式
            openingPlace 开标地点
            remarks 其他说明
            notice 公告
            affectsPreparation 影响投标文件编制
            rule 规则
            required 要求
            actual 实际
            verdict 结论
            effect 效果
            checks 法定时限与规则核查
            explanation 计算说明
            paragraphs 内容
            channel 异议渠道
            objection 异议
            objections 异议
            signedAt 签订时间
            at 时间
            state 状态
            plan 招标计划
            contractNumber 合同编号
            terms 招标条款
            documents 文件
            version 版本
            round 次数
            size 大小
            sm3 摘要（SM3）
            digest 摘要（SM3）
            digests 摘要（SM3）
            seqs 流内序号
            pinned 适用规则日期
            registration 登记编号
            """;

    private static final Map<String, String> TITLES = new HashMap<>();
    private static final Map<String, Integer> ORDER = new HashMap<>();

    static {
        for (String line : FIELDS.lines().toList()) {
            int blank = line.indexOf(' ');
            String key = line.substring(0, blank);
            TITLES.put(key, line.substring(blank + 1));
            ORDER.putIfAbsent(key, ORDER.size());
        }
    }

    private static final Set<String> AMOUNTS = Set.of(
            "price",
            "awardPrice",
            "bidPrice",
            "amount",
            "estimate",
            "budget",
            "ceilingPrice",
            "deposit",
            "control",
            "investment",
            "documentPrice");

    /** Fields that hold others without meaning of their own. */
    private static final Set<String> TRANSPARENT = Set.of("terms", "trade", "parties", "codes", "notice", "body");

    private static final Map<String, String> VALUES = Map.ofEntries(
            Map.entry("EM-1", "经评审的最低投标价法"),
            Map.entry("EM-2", "综合评估法"),
            Map.entry("EM-3", "综合评分法"),
            Map.entry("EM-4", "最低评标价法"),
            Map.entry("QUALIFICATION", "资格评审"),
            Map.entry("RESPONSE", "形式与响应性评审"),
            Map.entry("OBJECTIVE", "客观分"),
            Map.entry("SUBJECTIVE", "主观分"),
            Map.entry("WAITING", "待解密"),
            Map.entry("NO_COMMAND", "未在规定时间内发出解密指令"),
            Map.entry("NETWORK", "投标人申报网络故障，解密指令未能到达平台"),
            Map.entry("WRONG_KEY", "密钥不是加密该文件所用的密钥"),
            Map.entry("DAMAGED", "投标文件加密时已损坏"),
            Map.entry("MALFORMED", "投标文件制作不合规"),
            Map.entry("BAD_SIGNATURE", "解密指令的签名与证书不符"),
            Map.entry("EXPIRED_CERTIFICATE", "数字证书已失效"),
            Map.entry("PLATFORM", "平台原因未能解密"),
            Map.entry("OPENED", "解密成功"),
            Map.entry("FAILED", "解密失败"),
            Map.entry("REVOKED", "撤销"),
            Map.entry("WITHDRAWN", "撤回"),
            Map.entry("PASS", "✓ 合规"),
            Map.entry("VIOLATION", "◆ 不合规"),
            Map.entry("UNCERTAIN", "？ 待定"),
            Map.entry("cebpubservice", "中国招标投标公共服务平台"),
            Map.entry("provincialService", "省级公共服务平台"),
            Map.entry("platform", "交易平台"),
            Map.entry("supervisor", "行政监督"),
            Map.entry("witness", "见证"),
            Map.entry("construction", "工程建设"));

    /** Where a field means something else in one kind of fact. */
    private static final Map<String, Map<String, String>> OF_KIND = Map.ofEntries(
            Map.entry("notice.published", Map.of("title", "公告标题", "candidates", "推荐候选人数")),
            Map.entry("clarification.issued", Map.of("text", "澄清内容", "candidates", "推荐候选人数")),
            Map.entry("deadline.moved", Map.of("from", "原投标截止时间", "to", "顺延后的投标截止时间")),
            Map.entry("answer.published", Map.of("text", "疑问", "answer", "答复")),
            Map.entry("criteria", Map.of("title", "评审因素", "text", "要求")),
            Map.entry("checks", Map.of("title", "规则")),
            Map.entry("changes", Map.of("title", "条款", "before", "修改前", "after", "修改后")),
            Map.entry("candidates", Map.of("name", "投标人", "price", "投标报价（元）")),
            Map.entry("rejected", Map.of("name", "投标人", "code", "否决条款", "reason", "否决原因")),
            Map.entry("bids.closed", Map.of("method", "根的算法", "count", "收到投标文件数")),
            Map.entry("opening.recorded", Map.of("digest", "开标记录摘要（SM3）", "opened", "解密成功数")),
            Map.entry("publicity.started", Map.of("startedAt", "公示开始", "endsAt", "公示截止", "objections", "异议渠道")),
            Map.entry("winner.selected", Map.of("name", "中标人", "price", "中标价（元）")),
            Map.entry("award.issued", Map.of("name", "中标人", "price", "中标价（元）")),
            Map.entry("result.published", Map.of("name", "中标人", "price", "中标价（元）", "title", "招标项目")),
            Map.entry(
                    "contract.signed",
                    Map.of("number", "合同编号", "price", "合同价（元）", "digest", "合同文本摘要（SM3）", "title", "合同项目")));

    /** Columns of tables that have more than anybody reads; the JSON twin has all. */
    private static final Map<String, List<String>> COLUMNS = Map.of(
            "checks", List.of("title", "required", "actual", "verdict", "basis"),
            "criteria", List.of("id", "title", "kind", "full", "text"),
            "changes", List.of("title", "before", "after"));

    private Labels() {}

    static String title(String kind, String key) {
        return OF_KIND.getOrDefault(kind, Map.of()).getOrDefault(key, title(key));
    }

    static Optional<List<String>> columns(String key) {
        return Optional.ofNullable(COLUMNS.get(key));
    }

    static String title(String key) {
        return TITLES.getOrDefault(key, key);
    }

    static int order(String key) {
        return ORDER.getOrDefault(key, Integer.MAX_VALUE);
    }

    /** Said already by another field beside it. */
    static boolean isRepeated(String key) {
        return key.equals("stateTitle");
    }

    static boolean isAmount(String key) {
        return AMOUNTS.contains(key);
    }

    static boolean isTransparent(String key) {
        return TRANSPARENT.contains(key);
    }

    static Optional<String> value(String value) {
        return Optional.ofNullable(VALUES.get(value));
    }

    static List<String> sorted(Iterable<String> keys) {
        List<String> list = new ArrayList<>();
        keys.forEach(list::add);
        list.sort(Comparator.comparingInt(Labels::order).thenComparing(key -> key));
        return list;
    }
}
