-- Why: publicity, result objections, award, contract, written report, performance.
-- Locks: new tables only. 10 M rows: not applicable. Undo: drop schema contract cascade.
create table contract.publicity (
    trade      text primary key,
    started_at timestamptz not null,
    ends_at    timestamptz not null
);
comment on table contract.publicity is '中标候选人公示';
comment on column contract.publicity.trade is '统一交易标识码';
comment on column contract.publicity.started_at is '公示开始';
comment on column contract.publicity.ends_at is '公示结束';

create table contract.objection (
    id                uuid primary key,
    trade             text        not null,
    organisation      uuid        not null,
    organisation_name text        not null,
    text              text        not null,
    raised_at         timestamptz not null,
    answer            text,
    answered_at       timestamptz
);
create index objection_trade on contract.objection (trade);
comment on table contract.objection is '对评标结果的异议';
comment on column contract.objection.id is '编号';
comment on column contract.objection.trade is '统一交易标识码';
comment on column contract.objection.organisation is '异议人';
comment on column contract.objection.organisation_name is '异议人名称';
comment on column contract.objection.text is '异议内容';
comment on column contract.objection.raised_at is '提出时间';
comment on column contract.objection.answer is '答复';
comment on column contract.objection.answered_at is '答复时间';

create table contract.award (
    trade        text primary key,
    bid          uuid        not null,
    organisation uuid        not null,
    name         text        not null,
    credit_code  text        not null,
    price        numeric     not null,
    ground       text        not null,
    selected_at  timestamptz not null,
    issued_at    timestamptz
);
comment on table contract.award is '中标';
comment on column contract.award.trade is '统一交易标识码';
comment on column contract.award.bid is '投标';
comment on column contract.award.organisation is '中标人';
comment on column contract.award.name is '中标人名称';
comment on column contract.award.credit_code is '统一社会信用代码';
comment on column contract.award.price is '中标价（元）';
comment on column contract.award.ground is '定标理由';
comment on column contract.award.selected_at is '确定中标人时间';
comment on column contract.award.issued_at is '中标通知书发出时间';

create table contract.contract (
    trade              text primary key,
    body               text not null,
    digest             text not null,
    tenderer_signed    timestamptz,
    tenderer_signature bytea,
    winner_signed      timestamptz,
    winner_signature   bytea
);
comment on table contract.contract is '合同';
comment on column contract.contract.trade is '统一交易标识码';
comment on column contract.contract.body is '合同主要条款（规范 JSON）';
comment on column contract.contract.digest is 'SM3 摘要';
comment on column contract.contract.tenderer_signed is '招标人签署时间';
comment on column contract.contract.tenderer_signature is '招标人 SM2 签名';
comment on column contract.contract.winner_signed is '中标人签署时间';
comment on column contract.contract.winner_signature is '中标人 SM2 签名';

create table contract.written_report (
    trade    text primary key,
    filed_at timestamptz not null
);
comment on table contract.written_report is '招标投标情况书面报告';
comment on column contract.written_report.trade is '统一交易标识码';
comment on column contract.written_report.filed_at is '提交时间';

create table contract.performance (
    id    uuid primary key,
    trade text        not null,
    kind  text        not null,
    text  text        not null,
    at    timestamptz not null
);
create index performance_trade on contract.performance (trade);
comment on table contract.performance is '履约记录';
comment on column contract.performance.id is '编号';
comment on column contract.performance.trade is '统一交易标识码';
comment on column contract.performance.kind is '类别：开工、变更、验收、付款、竣工';
comment on column contract.performance.text is '内容';
comment on column contract.performance.at is '时间';
