package org.mingjian.tender.app;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.mingjian.document.DocumentOwner;
import org.mingjian.document.Documents;
import org.mingjian.identity.Accounts;
import org.mingjian.identity.Accounts.AccountView;
import org.mingjian.identity.Caller;
import org.mingjian.kernel.Money;
import org.mingjian.tender.Notice;
import org.mingjian.tender.Terms;
import org.mingjian.tender.Terms.Criterion;
import org.mingjian.tender.TradeState;
import org.mingjian.tender.TradeView;
import org.mingjian.tender.domain.Plan;
import org.mingjian.tender.store.PlanStore;
import org.mingjian.tender.store.TradeStore;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** 沙箱样例: notices, questions, an objection and plans on the sample registrations; only where nothing is published. */
@Component
class SampleNotices {

    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    /** What the parties do. */
    @Component
    record Acts(
            PublishingNotice publishing,
            IssuingClarification clarifying,
            FetchingDocuments fetching,
            AskingQuestions asking,
            RaisingObjections raising,
            HaltingTrades halting,
            PublishingPlans planning) {}

    private final TradeStore trades;
    private final PlanStore plans;
    private final Acts acts;
    private final Accounts accounts;
    private final Documents documents;
    private final InstantSource clock;

    SampleNotices(
            TradeStore trades,
            PlanStore plans,
            Acts acts,
            Accounts accounts,
            Documents documents,
            InstantSource clock) {
        this.trades = trades;
        this.plans = plans;
        this.acts = acts;
        this.accounts = accounts;
        this.documents = documents;
        this.clock = clock;
    }

    @Bean
    @Profile("sandbox")
    @ConditionalOnExpression("'${mingjian.tier:province}' != 'nation'")
    @Order(31)
    ApplicationRunner sampleNoticesAtStart() {
        return arguments -> {
            if (plans.count(null) == 0) {
                load();
            }
        };
    }

    void load() {
        Caller agency = caller("agency");
        plan("明州大道快速化改造", "A02", "580000000.00", 2);
        plan("市档案馆新馆", "A01", "146000000.00", 3);
        plan("西江治理三期", "A07", "73000000.00", 4);
        List<TradeView> open =
                trades.list(new TradeStore.Wanted(null, false, TradeState.REGISTERED, null), 6, 0).stream()
                        .filter(trade ->
                                trade.isRunBy(agency.requireOrganisation().id()))
                        .toList();
        for (int i = 0; i < open.size() - 2; i++) {
            publish(open.get(i), 24 + 2 * i, agency);
        }
        if (open.size() > 4) {
            ask(open.get(0).code(), agency);
            acts.raising().raise(open.get(1).code(), "招标文件要求的类似业绩限定在本市，排斥外地投标人，请予更正。", List.of(), caller("bidder2"));
            acts.halting().suspend(open.get(2).code(), "招标投标法实施条例 §62", "投诉处理期间暂停", caller("supervisor"));
        }
    }

    private void ask(String code, Caller agency) {
        List.of("bidder1", "bidder2", "bidder3")
                .forEach(login -> acts.fetching().fetch(code, caller(login)));
        UUID answered = acts.asking()
                .ask(code, "工程量清单第 12 项的管径，图纸与清单不一致，以哪个为准？", caller("bidder1"))
                .id();
        acts.asking().answer(code, answered, "以清单为准，图纸将在澄清中更正。", agency);
        acts.asking().ask(code, "现场踏勘是否统一组织？", caller("bidder3"));
        acts.clarifying()
                .issue(
                        code,
                        new IssuingClarification.Wanted(
                                "更正图纸 S-03 的管径为 DN600，与清单一致。",
                                true,
                                null,
                                null,
                                List.of(file("澄清一（样例）.pdf", agency)),
                                null),
                        agency);
    }

    private void publish(TradeView trade, int days, Caller agency) {
        Instant now = clock.instant();
        Notice.Contact contact = new Notice.Contact("赵明", "0990-8300011", "明州市中山路 1 号", "zhaobiao@mzct.example");
        Notice.Contact agent = new Notice.Contact(agency.name(), "0990-8300012", "明州市人民路 88 号", null);
        Money estimate = acts.publishing().estimate(trade);
        Notice notice = new Notice(
                List.of("cebpubservice", "provincialService"),
                "登录本平台，在线获取招标文件",
                Money.of("0"),
                "通过本平台在线递交加密的电子投标文件",
                "本平台网上开标大厅",
                contact,
                agent,
                null);
        Terms terms = terms(estimate, now, days);
        acts.publishing()
                .publish(
                        trade.code(),
                        new PublishingNotice.Wanted(terms, notice, List.of(file("招标文件（样例）.pdf", agency))),
                        agency);
    }

    private static Terms terms(Money estimate, Instant now, int days) {
        ZonedDateTime morning = now.atZone(CHINA).toLocalDate().atTime(9, 30).atZone(CHINA);
        return new Terms(
                estimate,
                Money.of("100000"),
                now,
                morning.plusDays(7).toInstant(),
                morning.plusDays(days).toInstant(),
                90,
                60,
                true,
                "EM-2",
                new Terms.PriceScoring(
                        "PF-3",
                        "60",
                        Map.of(
                                "k",
                                "0.97",
                                "trimFrom",
                                5,
                                "trimHigh",
                                1,
                                "trimLow",
                                1,
                                "deductAbove",
                                "0.6",
                                "deductBelow",
                                "0.3",
                                "floor",
                                "0",
                                "scoreScale",
                                2)),
                List.of(
                        new Criterion("Q1", "营业执照", Criterion.Kind.QUALIFICATION, null, "具有有效的营业执照"),
                        new Criterion("Q2", "企业资质", Criterion.Kind.QUALIFICATION, null, "相应专业施工总承包二级及以上"),
                        new Criterion("R1", "工期响应", Criterion.Kind.RESPONSE, null, "不超过招标文件的计划工期"),
                        new Criterion("O1", "类似业绩", Criterion.Kind.OBJECTIVE, "10", "近三年每项 2 分，最多 10 分"),
                        new Criterion("S1", "施工组织设计", Criterion.Kind.SUBJECTIVE, "30", "针对性、合理性、可行性")),
                3,
                "施工图和工程量清单范围内的全部工程",
                "具有相应专业施工总承包二级及以上资质，项目经理具有相应专业注册建造师资格",
                240,
                "合格",
                "明州市",
                null,
                null);
    }

    private void plan(String title, String tradeClass, String investment, int months) {
        YearMonth month = YearMonth.from(clock.instant().atZone(CHINA)).plusMonths(months);
        acts.planning()
                .publish(
                        new Plan.Content(
                                title,
                                "990100",
                                tradeClass,
                                title + "施工招标",
                                Money.of(investment),
                                month.toString(),
                                "0990-8300011"),
                        caller("tenderer"));
    }

    private UUID file(String name, Caller caller) {
        byte[] bytes = "%PDF-1.4\n% sample\n%%EOF\n".getBytes(StandardCharsets.US_ASCII);
        return documents
                .keep(name, DocumentOwner.of(caller), new ByteArrayInputStream(bytes))
                .id();
    }

    private Caller caller(String login) {
        AccountView account = accounts.accountByLogin(login).orElseThrow();
        return new Caller(
                account.id(),
                account.login(),
                account.name(),
                account.roles(),
                Optional.ofNullable(account.organisation())
                        .flatMap(accounts::organisation)
                        .orElse(null),
                null);
    }
}
