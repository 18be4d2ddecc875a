-- Why: a data officer sees the systems of his own region only, what was compared when, and warnings with their begin and end
-- (运行管理办法 §8, §9, §11, §16). Locks: exchange.trade is rewritten once for the generated column (access exclusive); the new
-- index is built under a share lock. 10 M rows: some minutes for the table, one minute for the index.
-- Undo: alter table exchange.trade drop column region; drop the new tables and the index.
alter table exchange.trade add column region text not null
    generated always as (coalesce(substring(context from '"regionCode":"([0-9]{6})"'), '')) stored;
comment on column exchange.trade.region is '行政区划代码，取自进场登记';

create table exchange.source_region (
    source text primary key,
    region text not null
);
comment on table exchange.source_region is '数据来源所在地区；下级平台不登记时取平台代码中的行政区划';
comment on column exchange.source_region.source is '节点代码或系统编号';
comment on column exchange.source_region.region is '行政区划代码';

create table exchange.comparison (
    lane        text        not null,
    at          timestamptz not null,
    groups      integer     not null,
    records     bigint      not null,
    differences integer     not null,
    primary key (lane, at)
);
comment on table exchange.comparison is '与上级的每次对账';
comment on column exchange.comparison.lane is 'LIVE为真实账本，TEST为测试账本';
comment on column exchange.comparison.at is '对账时间';
comment on column exchange.comparison.groups is '比对的数据集和日期的组数';
comment on column exchange.comparison.records is '本平台记录数';
comment on column exchange.comparison.differences is '差异数';

create table exchange.warning (
    id      bigint generated always as identity primary key,
    rule    text        not null,
    subject text        not null,
    region  text        not null,
    level   text        not null,
    detail  text        not null,
    started timestamptz not null,
    due     timestamptz,
    ended   timestamptz
);
create unique index warning_open on exchange.warning (rule, subject) where ended is null;
create index warning_started on exchange.warning (started);
comment on table exchange.warning is '数据质量预警：起止都留存';
comment on column exchange.warning.id is '编号';
comment on column exchange.warning.rule is '规则，如PL-01';
comment on column exchange.warning.subject is '对象：来源、通道';
comment on column exchange.warning.region is '对象所在行政区划';
comment on column exchange.warning.level is '级别：RED红 ORANGE橙 YELLOW黄 BLUE蓝';
comment on column exchange.warning.detail is '说明，带数字';
comment on column exchange.warning.started is '开始时间';
comment on column exchange.warning.due is '应处理的时间，空为不限';
comment on column exchange.warning.ended is '消除时间，空为仍在';

create index outbound_refused_higher on exchange.outbound (queued_at) where higher like '%"good":false%' and not settled;
