package org.mingjian.tender.domain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.mingjian.tender.Clarification.Change;
import org.mingjian.tender.Terms;
import org.mingjian.tender.Terms.Criterion;

/** What reads otherwise in another version of the terms, field by field, in words. */
public final class TermsDifference {

    private TermsDifference() {}

    /**
     * @return the fields that differ, in the order of the documents; {@code before} or {@code after} empty where
     * absent
     */
    public static List<Change> between(Terms before, Terms after) {
        Map<String, Field> old = fields(before);
        Map<String, Field> now = fields(after);
        Set<String> names = new LinkedHashSet<>(old.keySet());
        names.addAll(now.keySet());
        List<Change> changes = new ArrayList<>();
        for (String name : names) {
            Field was = old.getOrDefault(name, Field.ABSENT);
            Field is = now.getOrDefault(name, Field.ABSENT);
            if (!Objects.equals(was.words(), is.words())) {
                changes.add(new Change(name, is.title().isEmpty() ? was.title() : is.title(), was.words(), is.words()));
            }
        }
        return List.copyOf(changes);
    }

    private record Field(String title, String words) {
        static final Field ABSENT = new Field("", "");
    }

    private static Map<String, Field> fields(Terms terms) {
        Map<String, Field> fields = new LinkedHashMap<>();
        fields.put("scope", new Field("招标范围", terms.scope()));
        fields.put("place", new Field("建设地点", terms.place()));
        fields.put("mandatory", new Field("依法必须招标", terms.mustBeTendered() ? "是" : "否"));
        fields.put("qualification", new Field("资格要求", terms.qualification()));
        fields.put("ceilingPrice", new Field("最高投标限价", NoticeText.yuan(terms.ceilingPrice())));
        fields.put("deposit", new Field("投标保证金", NoticeText.yuan(terms.deposit())));
        fields.put("documentsFrom", new Field("招标文件开始发出", NoticeText.time(terms.documentsFrom())));
        fields.put("documentsTo", new Field("招标文件停止发售", NoticeText.time(terms.documentsTo())));
        fields.put("bidDeadline", new Field("投标截止（开标）时间", NoticeText.time(terms.bidDeadline())));
        fields.put("validityDays", new Field("投标有效期（日）", String.valueOf(terms.validityDays())));
        fields.put("decryptMinutes", new Field("解密时限（分钟）", String.valueOf(terms.decryptMinutes())));
        fields.put("remedy", new Field("解密补救方案", terms.remedy() ? "有" : "无"));
        fields.put("openers", new Field("开启人", NoticeText.openers(terms)));
        fields.put("durationDays", new Field("计划工期（日）", String.valueOf(terms.durationDays())));
        fields.put("quality", new Field("质量要求", terms.quality()));
        fields.put("method", new Field("评标办法", terms.method()));
        fields.put("candidates", new Field("中标候选人数", String.valueOf(terms.candidates())));
        Terms.PriceScoring price = terms.price();
        if (price != null) {
            fields.put("price.method", new Field("价格分方法", price.method()));
            fields.put("price.full", new Field("价格分满分", price.full()));
            price.parameters().entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(entry -> fields.put(
                            "price.parameters." + entry.getKey(),
                            new Field(
                                    "价格分参数 " + entry.getKey(),
                                    DrawnSet.words(entry.getValue())
                                            .map(set -> "抽取：" + set)
                                            .orElse(String.valueOf(entry.getValue())))));
        }
        for (Criterion criterion : terms.criteria()) {
            fields.put("criteria." + criterion.id(), new Field("评审标准 " + criterion.title(), words(criterion)));
        }
        return fields;
    }

    private static String words(Criterion criterion) {
        String kind =
                switch (criterion.kind()) {
                    case QUALIFICATION -> "资格评审";
                    case RESPONSE -> "响应性评审";
                    case OBJECTIVE -> "客观分";
                    case SUBJECTIVE -> "主观分";
                    case CREDIT -> "信用分";
                };
        String full = criterion.full() == null ? "" : " " + criterion.full() + " 分";
        return criterion.title() + "（" + kind + full + "）：" + criterion.text();
    }
}
