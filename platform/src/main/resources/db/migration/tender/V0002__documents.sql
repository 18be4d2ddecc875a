-- Why: versions of terms and documents, who fetched them, questions, objections, plans; search of trades.
-- Locks: new tables; one column with a constant default on tender.trade (no rewrite). 10 M rows: instant.
-- Undo: drop the five tables and the column.
alter table tender.trade add column words text generated always as
    (lower(title || ' ' || code || ' ' || project_code || ' ' || section_code || ' ' || tenderer_name || ' '
        || coalesce(agency_name, ''))) stored;
comment on column tender.trade.words is '检索用文字';

create table tender.edition (
    trade        uuid        not null references tender.trade (id),
    number       integer     not null,
    terms        jsonb       not null,
    notice       jsonb       not null,
    text         jsonb       not null,
    remark       text,
    files        jsonb       not null,
    published_at timestamptz not null,
    primary key (trade, number)
);
comment on table tender.edition is '招标公告与招标文件的版本';
comment on column tender.edition.trade is '交易';
comment on column tender.edition.number is '版本号，1 为公告发布时';
comment on column tender.edition.terms is '结构化条款';
comment on column tender.edition.notice is '公告字段';
comment on column tender.edition.text is '公告正文（由字段生成）';
comment on column tender.edition.remark is '澄清或修改的说明';
comment on column tender.edition.files is '本版本新增的文件：名称、大小、SM3';
comment on column tender.edition.published_at is '发布时间';

create table tender.fetch (
    trade        uuid        not null references tender.trade (id),
    organisation uuid        not null,
    account      uuid        not null,
    fetched_at   timestamptz not null,
    primary key (trade, organisation)
);
create index fetch_organisation on tender.fetch (organisation);
comment on table tender.fetch is '获取招标文件的单位；开标前保密（招标投标法 §22）';
comment on column tender.fetch.trade is '交易';
comment on column tender.fetch.organisation is '单位';
comment on column tender.fetch.account is '经办账户';
comment on column tender.fetch.fetched_at is '首次获取时间';

create table tender.question (
    id          uuid primary key,
    trade       uuid        not null references tender.trade (id),
    asker       uuid        not null,
    text        text        not null,
    asked_at    timestamptz not null,
    answer      text,
    answered_at timestamptz
);
create index question_trade on tender.question (trade, asked_at);
comment on table tender.question is '对招标文件的疑问；提问单位不向任何人显示';
comment on column tender.question.id is '编号';
comment on column tender.question.trade is '交易';
comment on column tender.question.asker is '提问单位';
comment on column tender.question.text is '疑问';
comment on column tender.question.asked_at is '提出时间';
comment on column tender.question.answer is '答复，向所有人公布';
comment on column tender.question.answered_at is '答复时间';

create table tender.objection (
    id            uuid primary key,
    trade         uuid        not null references tender.trade (id),
    objector      uuid        not null,
    objector_name text        not null,
    text          text        not null,
    files         jsonb       not null,
    raised_at     timestamptz not null,
    answer        text,
    answered_at   timestamptz
);
create index objection_trade on tender.objection (trade, raised_at);
comment on table tender.objection is '对招标文件的异议（条例 §22）';
comment on column tender.objection.id is '编号';
comment on column tender.objection.trade is '交易';
comment on column tender.objection.objector is '异议人';
comment on column tender.objection.objector_name is '异议人名称';
comment on column tender.objection.text is '异议内容';
comment on column tender.objection.files is '证明材料';
comment on column tender.objection.raised_at is '收到时间';
comment on column tender.objection.answer is '答复';
comment on column tender.objection.answered_at is '答复时间';

create table tender.plan (
    id             uuid primary key,
    publisher      uuid        not null,
    publisher_name text        not null,
    plan           jsonb       not null,
    title          text        not null,
    region_code    text        not null,
    month          text        not null check (month ~ '^\d{4}-\d{2}$'),
    published_at   timestamptz not null
);
create index plan_month on tender.plan (month, published_at);
comment on table tender.plan is '招标计划';
comment on column tender.plan.id is '编号';
comment on column tender.plan.publisher is '发布单位';
comment on column tender.plan.publisher_name is '发布单位名称';
comment on column tender.plan.plan is '内容';
comment on column tender.plan.title is '项目名称';
comment on column tender.plan.region_code is '行政区划代码';
comment on column tender.plan.month is '计划招标月份';
comment on column tender.plan.published_at is '发布时间';
