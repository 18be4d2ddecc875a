-- Why: what the public site shows, folded from the facts; every row can be rebuilt from position 1.
-- Locks: new tables only. 10 M rows: not applicable. Undo: drop schema portal cascade, then rebuild the reader.
create table portal.horizon (
    id       smallint primary key check (id = 1),
    epoch    bigint not null,
    position bigint not null
);
insert into portal.horizon (id, epoch, position) values (1, 0, 0);
comment on table portal.horizon is '门户读到哪里';
comment on column portal.horizon.id is '只有一行';
comment on column portal.horizon.epoch is '重建次数；索引据此知道要从头来';
comment on column portal.horizon.position is '已读到的存证序号';

create table portal.trade (
    code           text primary key,
    title          text        not null,
    kind           text        not null,
    region_code    text        not null,
    tenderer       text        not null,
    agency         text        not null,
    section_code   text        not null,
    state          text        not null,
    state_before   text,
    state_since    timestamptz not null,
    registered_at  timestamptz not null,
    published_at   timestamptz,
    pinned         date,
    documents_from timestamptz,
    documents_to   timestamptz,
    bid_deadline   timestamptz,
    publicity_ends timestamptz,
    ceiling        numeric,
    deposit        numeric,
    method         text        not null,
    winner         text        not null,
    award_price    numeric,
    shown          bigint      not null
);
create index trade_shown on portal.trade (shown);
create index trade_state on portal.trade (state, bid_deadline);
create index trade_published on portal.trade (published_at desc);
comment on table portal.trade is '门户：交易（标段）';
comment on column portal.trade.code is '统一交易标识码';
comment on column portal.trade.title is '名称';
comment on column portal.trade.kind is '业务类型';
comment on column portal.trade.region_code is '行政区划代码';
comment on column portal.trade.tenderer is '招标人';
comment on column portal.trade.agency is '招标代理机构';
comment on column portal.trade.section_code is '标段（包）编号';
comment on column portal.trade.state is '状态';
comment on column portal.trade.state_before is '暂停前的状态';
comment on column portal.trade.state_since is '进入本状态的时间';
comment on column portal.trade.registered_at is '进场登记时间';
comment on column portal.trade.published_at is '公告发布时间';
comment on column portal.trade.pinned is '适用规则的日期';
comment on column portal.trade.documents_from is '招标文件开始发出';
comment on column portal.trade.documents_to is '招标文件发售截止';
comment on column portal.trade.bid_deadline is '投标截止时间（开标时间）';
comment on column portal.trade.publicity_ends is '候选人公示截止';
comment on column portal.trade.ceiling is '最高投标限价，元';
comment on column portal.trade.deposit is '投标保证金，元';
comment on column portal.trade.method is '评标办法';
comment on column portal.trade.winner is '中标人';
comment on column portal.trade.award_price is '中标价，元';
comment on column portal.trade.shown is '最近一次公开变化的存证序号';

create table portal.notice (
    id           text primary key,
    type         text        not null,
    fact_kind    text        not null,
    stream       text        not null,
    trade        text,
    title        text        not null,
    kind         text        not null,
    region_code  text        not null,
    tenderer     text        not null,
    issuer       text        not null,
    published_at timestamptz not null,
    position     bigint      not null,
    seq          bigint      not null,
    digest       text        not null,
    body         json        not null,
    files        json        not null,
    shown        bigint      not null
);
create index notice_shown on portal.notice (shown);
create index notice_stream on portal.notice (stream, seq);
create index notice_latest on portal.notice (type, published_at desc);
create index notice_published on portal.notice (published_at);
comment on table portal.notice is '门户：公告（信息公开）';
comment on column portal.notice.id is '公告号：事实摘要的前 16 位，永久不变';
comment on column portal.notice.type is '信息类型';
comment on column portal.notice.fact_kind is '事实种类';
comment on column portal.notice.stream is '事实流';
comment on column portal.notice.trade is '统一交易标识码；招标计划没有';
comment on column portal.notice.title is '标题';
comment on column portal.notice.kind is '业务类型';
comment on column portal.notice.region_code is '行政区划代码';
comment on column portal.notice.tenderer is '招标人';
comment on column portal.notice.issuer is '发布单位';
comment on column portal.notice.published_at is '发布时间';
comment on column portal.notice.position is '存证序号';
comment on column portal.notice.seq is '流内序号';
comment on column portal.notice.digest is '事实摘要（SM3）';
comment on column portal.notice.body is '公告内容，结构化';
comment on column portal.notice.files is '附件：名称、大小、SM3';
comment on column portal.notice.shown is '开始公开的存证序号';

create table portal.event (
    position bigint primary key,
    stream   text        not null,
    seq      bigint      not null,
    kind     text        not null,
    at       timestamptz not null,
    actor    text        not null,
    body     json        not null,
    files    json        not null,
    digest   text        not null,
    notice   text,
    shown    bigint      not null
);
create index event_stream on portal.event (stream, seq);
create index event_shown on portal.event (shown);
comment on table portal.event is '门户：交易时间线，只有公开的事实';
comment on column portal.event.position is '存证序号';
comment on column portal.event.stream is '事实流';
comment on column portal.event.seq is '流内序号';
comment on column portal.event.kind is '事实种类';
comment on column portal.event.at is '时间';
comment on column portal.event.actor is '行为单位；不显示个人姓名';
comment on column portal.event.body is '内容';
comment on column portal.event.files is '附件：名称、大小、SM3';
comment on column portal.event.digest is '事实摘要（SM3）';
comment on column portal.event.notice is '对应的公告号';
comment on column portal.event.shown is '开始公开的存证序号';

create table portal.hidden (
    stream text   not null,
    seq    bigint not null,
    fact   bigint not null,
    primary key (stream, seq)
);
comment on table portal.hidden is '尚未公开的事实在哪里；没有内容，等公开的那条事实来取';
comment on column portal.hidden.stream is '事实流';
comment on column portal.hidden.seq is '流内序号';
comment on column portal.hidden.fact is '事实内部编号';

create table portal.digest (
    digest   text primary key,
    position bigint not null
);
comment on table portal.digest is '由摘要找存证序号；日志本来公开这两样';
comment on column portal.digest.digest is '事实摘要（SM3）';
comment on column portal.digest.position is '存证序号';

create table portal.file (
    sm3      text   not null,
    position bigint not null,
    name     text   not null,
    size     bigint not null,
    primary key (sm3, position, name)
);
comment on table portal.file is '公开事实写明的文件；只有这些可以下载';
comment on column portal.file.sm3 is '文件摘要（SM3）';
comment on column portal.file.position is '写明它的事实的存证序号';
comment on column portal.file.name is '文件名';
comment on column portal.file.size is '字节数';
