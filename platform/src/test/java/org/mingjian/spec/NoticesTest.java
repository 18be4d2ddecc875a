package org.mingjian.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.mingjian.kernel.command.Command;
import org.mingjian.kernel.command.Input;
import org.mingjian.spec.command.NoticesCommand;
import org.mingjian.spec.domain.notices.GapKind;
import org.mingjian.spec.domain.notices.Imported;
import org.mingjian.spec.domain.notices.Importing;
import org.mingjian.spec.domain.notices.Notice;
import org.mingjian.spec.store.SpecFiles;

/** Notices made up for each gap; the good one has none that can be avoided. */
class NoticesTest {

    private static final String TEXT = "项目概况\n潜在供应商应并于2026年05月28日 09点30分（北京时间）前递交投标文件。\n预算金额：750000.00元\n"
            + "合同履行期限：合同签订后180日历天\n1.采购人信息\n名称：\n明州市第一小学\n2.采购代理机构信息\n名 称：明州代理公司\n";

    private final Importing importing = new Importing(SpecFiles.published().national());

    private static Notice good() {
        return new Notice(
                "n-1",
                "明州市第一小学课桌采购公开招标公告",
                "2026-05-06 10:12",
                "浙江省",
                new Notice.Parties("明州市第一小学", "明州代理公司"),
                "750000.00元",
                "D01-12350100MB02709751-20260506-000001-5",
                "明州市公共资源交易网",
                "政府采购",
                "采购/资审公告",
                TEXT);
    }

    private Map<GapKind, String> gaps(Notice notice) {
        return importing.read(notice).gaps().stream()
                .collect(Collectors.toMap(Imported.Gap::kind, Imported.Gap::detail, (a, b) -> a));
    }

    private static Notice changed(String budget, String code, String text) {
        Notice good = good();
        return new Notice(
                good.id(),
                good.title(),
                good.published(),
                good.region(),
                good.parties(),
                budget,
                code,
                good.source(),
                good.trade(),
                good.type(),
                text);
    }

    @Test
    void aWholeNoticeLacksOnlyWhatNoNoticeHas() {
        Imported imported = importing.read(good());

        assertThat(imported.gaps())
                .extracting(Imported.Gap::kind)
                .containsExactlyInAnyOrder(
                        GapKind.AMOUNT_TEXT, GapKind.NO_CREDIT_CODE, GapKind.NO_REGION_CODE, GapKind.FIELDS);
        assertThat(imported.dataset()).isEqualTo("551");
        assertThat(imported.read())
                .containsEntry("金额（元）", "750000")
                .containsEntry("截止（开标）时间", "20260528093000")
                .containsEntry("行政区域代码", "330000");
    }

    @Test
    void noughtYuanAndAmountsWithoutUnitAreNotTakenForAmounts() {
        String text = TEXT.replace("预算金额：750000.00元\n", "");
        assertThat(gaps(changed("0元 人民币", "", text))).containsKeys(GapKind.ZERO_AMOUNT, GapKind.NO_CODE);
        assertThat(gaps(changed("30.0", "X", text))).containsKeys(GapKind.NO_UNIT, GapKind.NOT_UNIFIED);
        assertThat(gaps(changed("", "S110000C[电话]", text))).containsKeys(GapKind.NO_AMOUNT, GapKind.MASKED);
        assertThat(gaps(changed("74 万元", "X", TEXT)).get(GapKind.AMOUNT_DIFFERS))
                .contains("750000");
        assertThat(importing.read(changed("144.996 万元", "X", text)).read()).containsEntry("金额（元）", "1449960");
    }

    @Test
    void termsInYearsOrWithoutAStartAreNoDays() {
        assertThat(gaps(changed("1元", "X", TEXT.replace("合同签订后180日历天", "自合同签订之日起3年")))
                        .get(GapKind.TERM_YEARS))
                .contains("3年");
        assertThat(gaps(changed("1元", "X", TEXT.replace("合同签订后180日历天", "签订之日起，至2026年12月15日止"))))
                .containsKey(GapKind.TERM_DATE);
        assertThat(gaps(changed("1元", "X", TEXT.replace("合同履行期限：合同签订后180日历天", ""))))
                .containsKey(GapKind.NO_TERM);
    }

    @Test
    void theDaysToTheOpeningAreCountedFromTheDocuments() {
        String nineteen = TEXT.replace("05月28日", "05月25日");
        assertThat(gaps(changed("1元", "X", nineteen)).get(GapKind.SHORT_TIME)).contains("共19日", "公开招标不得少于20日");
        String twenty = TEXT.replace("05月28日", "05月26日");
        assertThat(gaps(changed("1元", "X", twenty))).doesNotContainKey(GapKind.SHORT_TIME);
        String later = twenty + "三、获取招标文件\n时间：2026年05月08日 00:00 至 2026年05月14日 23:30\n";
        assertThat(gaps(changed("1元", "X", later)).get(GapKind.SHORT_TIME)).contains("2026-05-08", "共18日");
        assertThat(gaps(changed("1元", "X", nineteen + "采购方式：竞争性磋商")).get(GapKind.SHORT_TIME))
                .contains("不少于10日");
        String lines =
                TEXT.replaceFirst("潜在供应商[^\\n]*", "招标文件获取截止时间：\n2026-05-10 23:59\n递交投标文件截止时间:\n2026-05-28 09:00");
        assertThat(importing.read(changed("1元", "X", lines)).read()).containsEntry("截止（开标）时间", "20260528090000");
    }

    @Test
    void codesOfWorksAreTakenApart() {
        Notice works = new Notice(
                "n-2",
                "某体育馆中标候选人公示",
                "2026-05-06 00:00",
                "西藏自治区",
                new Notice.Parties("（盖章）", ""),
                "",
                "S1407003401015434001",
                "西藏自治区",
                "工程建设",
                "交易结果公示",
                "");

        Imported imported = importing.read(works);

        assertThat(imported.dataset()).isEqualTo("511");
        assertThat(imported.gaps())
                .extracting(Imported.Gap::kind)
                .contains(
                        GapKind.CODE_REGION,
                        GapKind.STAMP,
                        GapKind.NO_ISSUER,
                        GapKind.NO_TEXT,
                        GapKind.SOURCE,
                        GapKind.ONLY_DAY);
        assertThat(gaps(works)).containsKey(GapKind.TWICE);
    }

    @Test
    void theReportIsForPeopleAndBadLinesAreTold() {
        String line =
                "{\"record_id\":\"a\",\"title\":\"某采购合同\",\"publish_date\":\"2026-05-06 09:00\",\"budget\":\"0元\","
                        + "\"business_type\":\"政府采购\",\"info_type\":\"采购合同\"}\nnot json\n";
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();

        int code = new NoticesCommand()
                .run(
                        List.of("--report", "-").toArray(String[]::new),
                        new Input(new ByteArrayInputStream(line.getBytes(StandardCharsets.UTF_8))),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8));

        assertThat(code).isEqualTo(Command.WRONG);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("共1条公告", "金额写为0元", "## 1. 某采购合同");
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("line 2");
    }
}
