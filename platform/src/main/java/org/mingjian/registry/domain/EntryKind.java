package org.mingjian.registry.domain;

import java.util.List;

/** What is registered, and what is asked of it. */
public enum EntryKind {
    SERVICE_SYSTEM(
            "公共服务系统",
            "运行管理办法 §12",
            List.of(
                    Asked.must("operator", "运行单位"),
                    Asked.must("creditCode", "统一社会信用代码"),
                    Asked.must("url", "网址"),
                    Asked.may("level", "等保级别"),
                    Asked.may("startedOn", "上线日期"))),
    TRADING_SYSTEM(
            "电子交易系统",
            "运行管理办法 §12",
            List.of(
                    Asked.must("system", "系统编号"),
                    Asked.must("operator", "运行单位"),
                    Asked.must("creditCode", "统一社会信用代码"),
                    Asked.must("kinds", "交易类别"),
                    Asked.may("url", "网址"),
                    Asked.may("builder", "建设单位"),
                    Asked.may("level", "等保级别"))),
    EXPERT_POOL(
            "专家库",
            "运行管理办法 §12",
            List.of(
                    Asked.must("operator", "管理单位"),
                    Asked.must("experts", "专家人数"),
                    Asked.may("specialties", "专业范围"),
                    Asked.may("shared", "共享范围"))),
    AUTHORITY(
            "证书机构",
            "电子签名法 §18",
            List.of(
                    Asked.must("operator", "机构"),
                    Asked.must("licence", "电子认证服务许可证号"),
                    Asked.may("until", "许可有效期至"),
                    Asked.may("phone", "服务电话"))),
    CONTACT(
            "联系人",
            "运行管理办法 §30（二）",
            List.of(
                    Asked.must("duty", "职责（运行负责、技术负责）"),
                    Asked.must("phone", "电话"),
                    Asked.may("deputy", "备岗"),
                    Asked.may("mail", "邮箱"))),
    DUTY(
            "值班",
            "运行管理办法 §30（二）",
            List.of(Asked.must("phone", "电话"), Asked.may("mail", "邮箱"), Asked.may("place", "值班地点")));

    private final String title;
    private final String basis;
    private final List<Asked> fields;

    EntryKind(String title, String basis, List<Asked> fields) {
        this.title = title;
        this.basis = basis;
        this.fields = fields;
    }

    /** A field: its name in JSON and in words. */
    public record Asked(String name, String title, boolean must) {
        static Asked must(String name, String title) {
            return new Asked(name, title, true);
        }

        static Asked may(String name, String title) {
            return new Asked(name, title, false);
        }
    }

    public String title() {
        return title;
    }

    public String basis() {
        return basis;
    }

    public List<Asked> fields() {
        return fields;
    }
}
