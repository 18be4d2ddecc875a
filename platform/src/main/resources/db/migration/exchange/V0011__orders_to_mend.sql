-- Why: a source of bad data is ordered to mend by a day, answers, and is named in public when it does not
-- (运行管理办法 §35). Locks: new tables only. 10 M rows: not applicable. Undo: drop the three tables.
create table exchange.mending_order (
    id          uuid primary key,
    number      text        not null,
    source      text        not null,
    source_name text        not null,
    region      text        not null,
    grounds     text        not null,
    demand      text        not null,
    state       text        not null,
    drafted_at  timestamptz not null,
    sent_at     timestamptz,
    sent_by     text        not null default '',
    due         date,
    answer      text        not null,
    answered_at timestamptz,
    censured_at timestamptz,
    closed_at   timestamptz
);
create unique index mending_order_live on exchange.mending_order (source) where closed_at is null;
create index mending_order_censured on exchange.mending_order (censured_at) where censured_at is not null;
comment on table exchange.mending_order is '限期整改单';
comment on column exchange.mending_order.id is '编号';
comment on column exchange.mending_order.number is '文号，发出时赋';
comment on column exchange.mending_order.source is '数据来源：节点代码或系统编号';
comment on column exchange.mending_order.source_name is '来源名称';
comment on column exchange.mending_order.region is '来源所在行政区划';
comment on column exchange.mending_order.grounds is '事由：测得的数字和所依规则（JSON）';
comment on column exchange.mending_order.demand is '整改要求';
comment on column exchange.mending_order.state is '状态：DRAFTED待发出 ORDERED整改中 ANSWERED待核实 OVERDUE逾期未改 CENSURED已通报 CLOSED已办结 DROPPED不发出';
comment on column exchange.mending_order.drafted_at is '拟稿时间';
comment on column exchange.mending_order.sent_at is '发出时间';
comment on column exchange.mending_order.sent_by is '发出人的账户，不得是提交整改情况的人';
comment on column exchange.mending_order.due is '整改期限的最后一日';
comment on column exchange.mending_order.answer is '整改情况';
comment on column exchange.mending_order.answered_at is '提交整改情况的时间';
comment on column exchange.mending_order.censured_at is '通报时间';
comment on column exchange.mending_order.closed_at is '办结或不发出的时间';

create table exchange.mending_step (
    mending uuid        not null references exchange.mending_order (id),
    n       integer     not null,
    fact    text        not null,
    at      timestamptz not null,
    by_name text        not null,
    words   text        not null,
    primary key (mending, n)
);
comment on table exchange.mending_step is '限期整改单的每一步，与存证的事实对应';
comment on column exchange.mending_step.mending is '限期整改单';
comment on column exchange.mending_step.n is '序号';
comment on column exchange.mending_step.fact is '事实';
comment on column exchange.mending_step.at is '时间';
comment on column exchange.mending_step.by_name is '经办人';
comment on column exchange.mending_step.words is '说明';

create table exchange.mending_number (
    year integer primary key,
    last integer not null
);
comment on table exchange.mending_number is '限期整改单的文号';
comment on column exchange.mending_number.year is '年';
comment on column exchange.mending_number.last is '最后用过的号';
