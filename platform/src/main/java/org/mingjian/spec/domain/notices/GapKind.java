package org.mingjian.spec.domain.notices;

/** What a notice may lack, with the words that explain it. */
public enum GapKind {
    NO_CODE("code.missing", "没有任何编号", "公告没有项目编号，无法与同一项目的其他公告关联；报送时须由来源系统补编号"),
    NOT_UNIFIED("code.notUnified", "没有统一交易标识码", "只有来源系统自己的编号；统一交易标识码40位，须向赋码系统申请，不能由本平台代编"),
    MASKED("code.masked", "编号被遮盖", "编号中有被当作电话遮去的部分，须回到来源补全"),
    CODE_SHAPE("code.shape", "编号不是规范的结构", "工程建设的项目、招标项目、标段编号为17、20、23位：1位字母、6位行政区划、4位平台号，其后为顺序号"),
    CODE_REGION("code.region", "编号中的行政区划与公告地区不符", "编号第2至7位是行政区划，与公告所写省份不同：或是交易平台在外省赋码，或是填错"),
    NO_AMOUNT("amount.missing", "没有金额", "规范要求金额、币种、单位三项齐备；公告没有写，不能以0代替"),
    ZERO_AMOUNT("amount.zero", "金额写为0元", "0元几乎都是“没有填”，按0元报送会拉低均价和下浮率；按空值处理并退回来源"),
    NO_UNIT("amount.noUnit", "金额没有单位", "只有数字，元与万元相差一万倍，不能猜；须问来源"),
    AMOUNT_TEXT("amount.normalised", "金额带单位文字或千分位", "已换算为以元为单位的数字，原文保留"),
    AMOUNT_DIFFERS("amount.differs", "公告概要与正文金额不一致", "概要与正文的预算金额不同；以正文为准，并提示核对"),
    TERM_YEARS("term.years", "合同期限以年、月计", "规范的期限是天数；年、月不能直接换算（闰年、起算日不定），须写明起止日期或天数"),
    TERM_DATE("term.byDate", "合同期限写到某日为止", "没有起算日，不能得出天数"),
    NO_TERM("term.missing", "没有合同期限", "公告正文没有写明期限"),
    SHORT_TIME("time.under20", "公告到开标不足20日", "招标自招标文件开始发出之日起不得少于20日（招标投标法 §24，政府采购法 §35）；其他采购方式的最短时间不同，见说明"),
    NO_DEADLINE("time.noDeadline", "没有截止或开标时间", "正文里找不到可以认定的投标（响应）截止时间"),
    NO_HOUR("time.noHour", "截止时间只有日期", "规范要求到秒；只有日期不能判断是否迟到"),
    ONLY_DAY("time.midnight", "发布时间为0点整", "多半是只有日期、没有时分；及时率按时刻计算，会多算几个小时"),
    PUBLISHED_DIFFERS("time.publishedDiffers", "发布时间与正文所写不一致", "正文另写了一个发布日期；以来源系统的发布时间为准，并提示核对"),
    NO_ISSUER("party.noIssuer", "没有招标人（采购人）", "规范必填，并须有统一社会信用代码"),
    NO_AGENCY("party.noAgency", "没有代理机构", "委托招标的必填；自行招标的应写明"),
    STAMP("party.stamp", "单位名称是“（盖章）”", "取到的是落款处的占位文字，不是单位名称"),
    NO_CREDIT_CODE("party.noCreditCode", "单位没有统一社会信用代码", "公告只写名称；同名、改名不能区分，须按主体库补代码"),
    NO_REGION_CODE("region.noCode", "地区只有名称", "规范用6位行政区划代码；已按省名补前两位，其余须由来源补"),
    SOURCE("source.vague", "来源只写到省", "来源平台应为具体的交易系统（18位标识码），只写省名不能追溯"),
    TWICE("record.twice", "同一公告出现多次", "标题、编号相同的公告不止一条：更正应当报“修改”，重复的应当只报一次"),
    NO_TEXT("text.missing", "没有正文", "只有标题，任何条款都无从核对"),
    TITLE("title.repeated", "标题重复了单位名称", "标题由模板拼成，单位名称出现两遍"),
    DATASET("dataset.unsure", "不能确定数据集", "信息类型没有对应的数据集"),
    FIELDS("record.fields", "必填字段取不到", "规范必填、公告里没有的字段，须由来源系统补报");

    private final String id;
    private final String title;
    private final String explanation;

    GapKind(String id, String title, String explanation) {
        this.id = id;
        this.title = title;
        this.explanation = explanation;
    }

    public String id() {
        return id;
    }

    public String title() {
        return title;
    }

    public String explanation() {
        return explanation;
    }
}
