package org.mingjian.spec.domain.notices;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mingjian.spec.Dataset;
import org.mingjian.spec.Field;
import org.mingjian.spec.Specification;
import org.mingjian.spec.domain.notices.Imported.Gap;

/** Reads notices one after the other and says what each lacks; keeps of each only its title and code. */
public final class Importing {

    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");
    private static final Pattern ENGINEERING = Pattern.compile("[A-Z](\\d{6})\\d{4}[0-9A-Z]{6}([0-9A-Z]{3}){0,2}");
    private static final Pattern UNIFIED = Pattern.compile("[A-Z]\\d{2}-[0-9A-Z]{18}-\\d{8}-\\d{6}-[0-9A-Z*]");
    private static final Map<String, String> DATASETS = Map.ofEntries(
            Map.entry("工程建设/招标/资审公告", "503"),
            Map.entry("工程建设/招标/资审文件澄清", "504"),
            Map.entry("工程建设/开标记录", "506"),
            Map.entry("工程建设/交易结果公示", "513"),
            Map.entry("政府采购/采购/资审公告", "551"),
            Map.entry("政府采购/更正事项", "552"),
            Map.entry("政府采购/中标公告", "553"),
            Map.entry("政府采购/采购合同", "554"),
            Map.entry("其他/成交公示", "1801"));
    private static final Map<String, String> PROVINCES = provinces();

    private final Specification version;
    private final Map<String, String> seen = new HashMap<>();

    public Importing(Specification version) {
        this.version = version;
    }

    private static Map<String, String> provinces() {
        String all = "11北京12天津13河北14山西15内蒙古21辽宁22吉林23黑龙江31上海32江苏33浙江34安徽35福建36江西37山东41河南42湖北43湖南44广东"
                + "45广西46海南50重庆51四川52贵州53云南54西藏61陕西62甘肃63青海64宁夏65新疆";
        Map<String, String> provinces = new LinkedHashMap<>();
        Matcher matcher = Pattern.compile("(\\d{2})([^\\d]+)").matcher(all);
        while (matcher.find()) {
            provinces.put(matcher.group(2), matcher.group(1));
        }
        return provinces;
    }

    public Imported read(Notice notice) {
        Draft draft = new Draft(notice);
        draft.dataset();
        draft.code();
        draft.amount();
        draft.parties();
        draft.places();
        draft.times();
        draft.term();
        draft.twice();
        draft.fields();
        return new Imported(notice, draft.dataset, draft.read, draft.gaps);
    }

    /** One notice while it is read. */
    private final class Draft {

        private final Notice notice;
        private final Map<String, String> read = new LinkedHashMap<>();
        private final List<Gap> gaps = new ArrayList<>();
        private String dataset = "";

        Draft(Notice notice) {
            this.notice = notice;
        }

        private void gap(GapKind kind, String detail) {
            gaps.add(new Gap(kind, detail));
        }

        private boolean announces() {
            return notice.type().contains("资审公告");
        }

        void dataset() {
            dataset = DATASETS.getOrDefault(notice.trade() + "/" + notice.type(), "");
            if (dataset.equals("513") && notice.title().contains("候选人")) {
                dataset = "511";
            }
            if (dataset.isEmpty()) {
                gap(GapKind.DATASET, notice.trade() + "/" + notice.type());
            }
            read.put("公告名称", notice.title());
            String issuer = notice.parties().issuer();
            if (!issuer.isEmpty() && notice.title().contains(issuer + issuer)) {
                gap(GapKind.TITLE, issuer);
            }
            if (notice.text().isBlank()) {
                gap(GapKind.NO_TEXT, notice.type());
            }
        }

        void code() {
            String code = notice.code();
            if (code.isEmpty()) {
                gap(GapKind.NO_CODE, "项目编号为空");
                return;
            }
            read.put("项目编号", code);
            if (code.contains("[")) {
                gap(GapKind.MASKED, code);
            }
            if (!UNIFIED.matcher(code).matches()) {
                gap(GapKind.NOT_UNIFIED, code);
            }
            if (notice.trade().equals("工程建设")) {
                Matcher matcher = ENGINEERING.matcher(code);
                if (!matcher.matches()) {
                    gap(GapKind.CODE_SHAPE, code + "（" + code.length() + "位）");
                } else {
                    province()
                            .filter(number -> !matcher.group(1).startsWith(number))
                            .ifPresent(number ->
                                    gap(GapKind.CODE_REGION, "编号中为" + matcher.group(1) + "，公告地区为" + notice.region()));
                }
            }
        }

        private Optional<String> province() {
            return PROVINCES.entrySet().stream()
                    .filter(entry -> notice.region().startsWith(entry.getKey()))
                    .map(Map.Entry::getValue)
                    .findFirst();
        }

        void amount() {
            String written = notice.budget();
            Optional<BigDecimal> yuan = NoticeText.yuan(written);
            Optional<BigDecimal> told = NoticeText.budget(notice.text());
            boolean asked = announces() || notice.type().matches("中标公告|采购合同|交易结果公示|成交公示");
            if (written.isEmpty() && told.isEmpty()) {
                if (asked) {
                    gap(GapKind.NO_AMOUNT, announces() ? "没有预算金额" : "没有成交（合同）金额");
                }
            } else if (yuan.isPresent() && yuan.get().signum() == 0) {
                gap(GapKind.ZERO_AMOUNT, written);
            } else if (!written.isEmpty() && yuan.isEmpty()) {
                gap(GapKind.NO_UNIT, written);
            } else {
                BigDecimal amount = told.or(() -> yuan).orElseThrow();
                read.put("金额（元）", amount.stripTrailingZeros().toPlainString());
                if (!written.isEmpty()) {
                    gap(GapKind.AMOUNT_TEXT, written + " → " + read.get("金额（元）"));
                }
            }
            if (yuan.isPresent() && told.isPresent() && yuan.get().compareTo(told.get()) != 0) {
                gap(GapKind.AMOUNT_DIFFERS, "概要" + written + "，正文" + told.get().toPlainString() + "元");
            }
        }

        void parties() {
            String issuer = party(notice.parties().issuer(), NoticeText.issuer(notice.text()));
            String agency = party(notice.parties().agency(), NoticeText.agency(notice.text()));
            if (isStamp(notice.parties().issuer()) || isStamp(notice.parties().agency())) {
                gap(GapKind.STAMP, notice.parties().issuer());
            }
            if (issuer.isEmpty()) {
                gap(GapKind.NO_ISSUER, "概要和正文都没有");
            } else {
                read.put("招标人（采购人）", issuer);
                gap(GapKind.NO_CREDIT_CODE, issuer);
            }
            if (agency.isEmpty()) {
                gap(GapKind.NO_AGENCY, "概要和正文都没有");
            } else {
                read.put("代理机构", agency);
            }
        }

        /** As the head says it, else as the text does. */
        private static String party(String head, Optional<String> text) {
            return head.isEmpty() || isStamp(head)
                    ? text.filter(name -> !isStamp(name)).orElse("")
                    : head;
        }

        private static boolean isStamp(String name) {
            return name.matches("[（(]?盖章[）)]?");
        }

        void places() {
            province().ifPresent(number -> read.put("行政区域代码", number + "0000"));
            gap(GapKind.NO_REGION_CODE, notice.region());
            read.put("来源平台", notice.source());
            if (notice.source().equals(notice.region())) {
                gap(GapKind.SOURCE, notice.source());
            }
        }

        void times() {
            String digits = notice.published().replaceAll("\\D", "");
            if (digits.length() == 12) {
                read.put("发布时间", digits + "00");
            }
            if (notice.published().endsWith("00:00")) {
                gap(GapKind.ONLY_DAY, notice.published());
            }
            NoticeText.said(notice.text())
                    .filter(said -> said.hour() && !SECOND.format(said.at()).equals(digits + "00"))
                    .ifPresent(said -> gap(
                            GapKind.PUBLISHED_DIFFERS,
                            notice.published() + "，正文为" + said.at().toString().replace('T', ' ')));
            if (!announces() || notice.text().isBlank()) {
                return;
            }
            Optional<NoticeText.When> deadline = NoticeText.deadline(notice.text());
            if (deadline.isEmpty()) {
                gap(GapKind.NO_DEADLINE, "正文" + notice.text().length() + "字");
                return;
            }
            if (!deadline.get().hour()) {
                gap(GapKind.NO_HOUR, deadline.get().at().toLocalDate().toString());
            } else {
                read.put("截止（开标）时间", SECOND.format(deadline.get().at()));
            }
            if (digits.length() >= 8) {
                LocalDate published = LocalDate.parse(digits.substring(0, 8), DateTimeFormatter.BASIC_ISO_DATE);
                period(published, deadline.get().at().toLocalDate());
            }
        }

        private void period(LocalDate published, LocalDate deadline) {
            LocalDate from = NoticeText.documents(notice.text())
                    .map(start -> start.at().toLocalDate())
                    .filter(start -> !start.isBefore(published))
                    .orElse(published);
            long days = ChronoUnit.DAYS.between(from, deadline);
            if (days < 20) {
                gap(GapKind.SHORT_TIME, from + " 至 " + deadline + " 共" + days + "日；" + leastFor());
            }
        }

        private String leastFor() {
            String words = notice.title() + notice.text();
            if (words.contains("竞争性磋商")) {
                return "竞争性磋商不少于10日（财库〔2014〕214号 §10），不以20日衡量";
            }
            if (words.contains("竞争性谈判") || words.contains("询价")) {
                return "竞争性谈判、询价不少于3个工作日（财政部令第74号 §29 §45），不以20日衡量";
            }
            return "公开招标不得少于20日";
        }

        void term() {
            boolean meant = (announces() || notice.type().equals("采购合同"))
                    && !notice.text().isBlank();
            NoticeText.Said said = NoticeText.term(notice.text());
            switch (said.term()) {
                case DAYS -> read.put("合同期限", said.words());
                case YEARS -> gap(GapKind.TERM_YEARS, said.words());
                case UNTIL -> gap(GapKind.TERM_DATE, said.words());
                case UNSAID -> {
                    if (meant) {
                        gap(GapKind.NO_TERM, "正文没有期限");
                    }
                }
            }
        }

        void twice() {
            String before = seen.putIfAbsent(notice.title() + "\n" + notice.code(), notice.id());
            if (before != null) {
                gap(GapKind.TWICE, "与" + before + "相同");
            }
        }

        void fields() {
            Optional<Dataset> found = version.dataset(dataset);
            if (found.isEmpty()) {
                return;
            }
            List<String> missing = found.get().fields().stream()
                    .filter(version::asksFor)
                    .map(Field::name)
                    .filter(name -> !isRead(name))
                    .toList();
            if (!missing.isEmpty()) {
                gap(GapKind.FIELDS, missing.size() + "项：" + String.join("、", missing));
            }
        }

        private boolean isRead(String field) {
            return read.containsKey("截止（开标）时间") && field.matches(".*(开标时间|截止时间).*")
                    || read.containsKey("发布时间") && field.matches(".*(发布时间|发送时间|公告日期).*")
                    || read.containsKey("项目编号") && field.matches("(招标|采购)?项目编号")
                    || read.containsKey("金额（元）") && field.matches(".*(金额|价格|预算|控制价)")
                    || read.containsKey("招标人（采购人）") && field.matches("(招标人|采购人)(名称)?")
                    || field.matches("公告(名称|标题)|项目名称|标题|公告内容")
                            && !notice.title().isEmpty();
        }
    }
}
