-- Why: trades and their states.
-- Locks: new tables only. 10 M rows: not applicable. Undo: drop schema tender cascade.
create table tender.trade (
    id                  uuid primary key,
    code                text        not null unique,
    project_code        text        not null,
    tender_project_code text        not null,
    section_code        text        not null unique,
    title               text        not null,
    kind                text        not null,
    region_code         text        not null,
    tenderer            uuid        not null,
    tenderer_name       text        not null,
    agency              uuid,
    agency_name         text,
    state               text        not null,
    state_before        text,
    version             bigint      not null default 0,
    pinned              date        not null,
    terms               jsonb,
    bid_deadline        timestamptz,
    state_since         timestamptz not null
);
create index trade_due on tender.trade (state, bid_deadline);
create index trade_tenderer on tender.trade (tenderer);
create index trade_agency on tender.trade (agency);
comment on table tender.trade is '交易：一个标段（包）';
comment on column tender.trade.id is '编号';
comment on column tender.trade.code is '统一交易标识码';
comment on column tender.trade.project_code is '项目编号';
comment on column tender.trade.tender_project_code is '招标项目编号';
comment on column tender.trade.section_code is '标段（包）编号';
comment on column tender.trade.title is '名称';
comment on column tender.trade.kind is '交易类别';
comment on column tender.trade.region_code is '行政区划代码';
comment on column tender.trade.tenderer is '招标人';
comment on column tender.trade.tenderer_name is '招标人名称';
comment on column tender.trade.agency is '招标代理机构';
comment on column tender.trade.agency_name is '招标代理机构名称';
comment on column tender.trade.state is '状态';
comment on column tender.trade.state_before is '暂停前的状态';
comment on column tender.trade.version is '版本，用于并发检查';
comment on column tender.trade.pinned is '适用规则的日期';
comment on column tender.trade.terms is '招标文件的结构化条款';
comment on column tender.trade.bid_deadline is '投标截止时间';
comment on column tender.trade.state_since is '进入本状态的时间';

create table tender.hold (
    id          bigint generated always as identity primary key,
    trade       uuid        not null references tender.trade (id),
    reason      text        not null,
    held_at     timestamptz not null,
    released_at timestamptz
);
create index hold_open on tender.hold (trade) where released_at is null;
comment on table tender.hold is '暂停进入下一步的事由，如未答复的异议';
comment on column tender.hold.id is '编号';
comment on column tender.hold.trade is '交易';
comment on column tender.hold.reason is '事由标识，如 objection:编号';
comment on column tender.hold.held_at is '开始';
comment on column tender.hold.released_at is '解除';
