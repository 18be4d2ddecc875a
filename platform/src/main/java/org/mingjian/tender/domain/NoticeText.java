package org.mingjian.tender.domain;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mingjian.kernel.Money;
import org.mingjian.tender.Notice;
import org.mingjian.tender.NoticeSection;
import org.mingjian.tender.Openers;
import org.mingjian.tender.Registered;
import org.mingjian.tender.Terms;
import org.mingjian.tender.TradeView;

/** 招标公告 as text, by one template: every word that varies comes from a field, so notice and terms cannot disagree. */
public final class NoticeText {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy年M月d日HH时mm分", Locale.CHINA).withZone(ZoneId.of("Asia/Shanghai"));
    private static final Map<String, String> MEDIA =
            Map.of("cebpubservice", "中国招标投标公共服务平台", "provincialService", "省级公共资源交易公共服务平台");
    private static final Map<String, String> METHODS = Map.of("EM-1", "经评审的最低投标价法", "EM-2", "综合评估法");

    private NoticeText() {}

    public static String title(TradeView trade) {
        return trade.title() + "招标公告";
    }

    public static List<NoticeSection> of(TradeView trade, Optional<Registered> registered, Terms terms, Notice notice) {
        return List.of(
                new NoticeSection("一、招标条件", conditions(trade, registered)),
                new NoticeSection("二、项目概况与招标范围", project(trade, registered, terms)),
                new NoticeSection("三、投标人资格要求", List.of(terms.qualification())),
                new NoticeSection("四、招标文件的获取", documents(terms, notice)),
                new NoticeSection("五、投标文件的递交与开标", bids(terms, notice)),
                new NoticeSection("六、评标办法", evaluation(terms)),
                new NoticeSection("七、发布公告的媒介", List.of("本公告在" + media(notice) + "发布。各媒介内容一致。")),
                new NoticeSection(
                        "八、异议的提出",
                        List.of("对招标文件有异议的，应当在投标截止时间 10 日前通过本平台提出；招标人自收到异议之日起 3 日内答复，"
                                + "答复前暂停招标投标活动（招标投标法实施条例第二十二条）。")),
                new NoticeSection("九、联系方式", contacts(trade, notice)));
    }

    private static List<String> conditions(TradeView trade, Optional<Registered> registered) {
        String permitted = registered
                .map(known -> "本招标项目" + known.projectName() + "（投资项目统一代码 " + known.investmentCode() + "）已由"
                        + known.approval().authority() + "以" + known.approval().number()
                        + known.approval().kind() + "，资金来源为" + known.funding() + "，招标人为" + trade.tendererName() + "。")
                .orElse("本招标项目" + trade.title() + "的招标人为" + trade.tendererName() + "。");
        String agency = trade.agencyName() == null ? "" : "招标代理机构为" + trade.agencyName() + "。";
        return List.of(
                permitted + agency + "项目已具备招标条件，现进行公开招标。",
                "统一交易标识码：" + trade.code(),
                "项目编号：" + trade.projectCode() + "；招标项目编号：" + trade.tenderProjectCode() + "；标段（包）编号："
                        + trade.sectionCode());
    }

    private static List<String> project(TradeView trade, Optional<Registered> registered, Terms terms) {
        List<String> lines = new ArrayList<>();
        lines.add("标段名称：" + registered.map(Registered::sectionName).orElse(trade.title()));
        lines.add("建设地点：" + terms.place());
        lines.add("招标范围：" + terms.scope());
        registered.ifPresent(known -> lines.add("招标项目估算价：" + yuan(known.estimate())));
        lines.add("最高投标限价：" + yuan(terms.ceilingPrice()) + "；不设最低投标限价");
        lines.add("计划工期：" + terms.durationDays() + " 日");
        lines.add("质量要求：" + terms.quality());
        Terms.Mandatory mandatory = terms.mandatory();
        if (mandatory != null) {
            lines.add((mandatory.byLaw() ? "依法必须招标的项目：" : "不属于依法必须招标的项目：") + mandatory.basis());
        }
        return lines;
    }

    private static List<String> documents(Terms terms, Notice notice) {
        return List.of(
                "获取时间：" + TIME.format(terms.documentsFrom()) + "至" + TIME.format(terms.documentsTo()),
                "获取方式：" + notice.obtaining(),
                "招标文件售价：" + (notice.documentPrice().isPositive() ? yuan(notice.documentPrice()) : "免费"));
    }

    private static List<String> bids(Terms terms, Notice notice) {
        return List.of(
                "投标截止时间（开标时间）：" + TIME.format(terms.bidDeadline()),
                "递交方式：" + notice.submission(),
                "开标地点：" + notice.openingPlace(),
                "投标人应在投标截止后 " + terms.decryptMinutes() + " 分钟内解密投标文件。" + remedy(terms),
                "投标有效期：自投标截止之日起 " + terms.validityDays() + " 日",
                "投标保证金：" + (terms.deposit().isPositive() ? yuan(terms.deposit()) : "不收取"));
    }

    private static String remedy(Terms terms) {
        if (!terms.remedy()) {
            return "";
        }
        return terms.openers() == null ? "招标文件约定了解密失败的补救方案。" : "投标人密钥失效时的补救方案：投标文件同时为 " + openers(terms) + "。";
    }

    /** Who opens a bid whose key fails, how many of them it takes, and within what time; empty where nobody can. */
    static String openers(Terms terms) {
        Openers openers = terms.openers();
        return openers == null
                ? ""
                : openers.members().size() + " 个开启人（"
                        + openers.members().stream().map(NoticeText::opener).collect(Collectors.joining("、"))
                        + "）分份密封，其中 " + openers.threshold() + " 人交出份额即可解密，补救时限为解密时间结束后 "
                        + openers.remedyMinutes() + " 分钟";
    }

    private static String opener(Openers.Opener opener) {
        boolean named = opener.name() != null && !opener.kind().equals(Openers.PLATFORM);
        return named ? opener.title() + " " + opener.name() : opener.title();
    }

    private static List<String> evaluation(Terms terms) {
        Terms.PriceScoring price = terms.price();
        String how = METHODS.getOrDefault(terms.method(), terms.method())
                + (price == null ? "" : "，价格分采用 " + price.method() + "，满分 " + price.full() + " 分");
        List<String> lines = new ArrayList<>();
        lines.add("评标办法：" + how);
        if (price != null && price.parameters() != null) {
            new TreeMap<>(price.parameters()).forEach((name, value) -> DrawnSet.words(value)
                    .ifPresent(set -> lines.add("系数 " + name + " 在唱标后、公布开标记录前公开抽取，候选值：" + set)));
        }
        lines.add("评标委员会推荐的中标候选人不超过 " + terms.candidates() + " 名，并标明排序");
        return lines;
    }

    private static String media(Notice notice) {
        return notice.media().stream()
                .map(medium -> MEDIA.getOrDefault(medium, medium))
                .collect(Collectors.joining("、"));
    }

    private static List<String> contacts(TradeView trade, Notice notice) {
        List<String> lines = new ArrayList<>();
        lines.add("招标人：" + trade.tendererName() + contact(notice.tenderer()));
        Notice.Contact agency = notice.agency();
        if (trade.agencyName() != null && agency != null) {
            lines.add("招标代理机构：" + trade.agencyName() + contact(agency));
        }
        if (notice.remarks() != null) {
            lines.add("其他：" + notice.remarks());
        }
        return lines;
    }

    private static String contact(Notice.Contact contact) {
        String address = contact.address() == null ? "" : "，地址：" + contact.address();
        String email = contact.email() == null || contact.email().isBlank() ? "" : "，电子邮箱：" + contact.email();
        return "，联系人：" + contact.name() + "，电话：" + contact.phone() + address + email;
    }

    static String yuan(Money money) {
        return String.format(Locale.ROOT, "%,.2f", money.amount()) + " 元";
    }

    static String time(Instant at) {
        return TIME.format(at);
    }

    /** One line after another, for comparison and for plain text. */
    public static List<String> lines(List<NoticeSection> sections) {
        return sections.stream()
                .flatMap(section -> Stream.concat(
                        Stream.of(section.title()),
                        section.paragraphs().stream().flatMap(String::lines)))
                .toList();
    }
}
