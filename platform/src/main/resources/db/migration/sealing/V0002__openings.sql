-- Why: openings, objections at the opening, and the decrypted files of bids.
-- Locks: new tables; one index and one unused column of sealing.bid go (exclusive, milliseconds). 10 M rows: the same.
-- Undo: drop the three tables, add sealing.bid.revision.
drop index sealing.bid_revision;
alter table sealing.bid drop column revision;

create table sealing.opening (
    trade            text primary key,
    phase            text        not null,
    deadline         timestamptz not null,
    closed_at        timestamptz not null,
    bids             integer     not null,
    root             text        not null,
    window_end       timestamptz not null,
    fault_reason     text,
    fault_account    uuid,
    fault_at         timestamptz,
    paused_at        timestamptz,
    digest           text,
    objections_until timestamptz,
    record_fact      bigint
);
create index opening_window on sealing.opening (window_end) where phase = 'DECRYPTING';
comment on table sealing.opening is '开标';
comment on column sealing.opening.trade is '统一交易标识码';
comment on column sealing.opening.phase is '阶段';
comment on column sealing.opening.deadline is '投标截止时间';
comment on column sealing.opening.closed_at is '实际截止处理时间';
comment on column sealing.opening.bids is '投标数';
comment on column sealing.opening.root is '加密投标文件摘要的默克尔根';
comment on column sealing.opening.window_end is '解密截止时间';
comment on column sealing.opening.fault_reason is '平台故障说明';
comment on column sealing.opening.fault_account is '提出暂停的账户';
comment on column sealing.opening.fault_at is '提出暂停的时间';
comment on column sealing.opening.paused_at is '暂停开始';
comment on column sealing.opening.digest is '唱标内容的 SM3 摘要';
comment on column sealing.opening.objections_until is '异议提出截止';
comment on column sealing.opening.record_fact is '开标记录对应的事实';

create table sealing.objection (
    id          uuid primary key,
    trade       text        not null,
    bid         uuid        not null references sealing.bid (id),
    bidder      text        not null,
    text        text        not null,
    raised_at   timestamptz not null,
    answer      text,
    answered_by text,
    answered_at timestamptz
);
create index objection_trade on sealing.objection (trade);
comment on table sealing.objection is '开标异议及当场答复';
comment on column sealing.objection.id is '编号';
comment on column sealing.objection.trade is '统一交易标识码';
comment on column sealing.objection.bid is '投标';
comment on column sealing.objection.bidder is '投标人';
comment on column sealing.objection.text is '异议';
comment on column sealing.objection.raised_at is '提出时间';
comment on column sealing.objection.answer is '答复';
comment on column sealing.objection.answered_by is '答复人';
comment on column sealing.objection.answered_at is '答复时间';

create table sealing.bid_file (
    bid      uuid    not null references sealing.bid (id),
    n        integer not null,
    name     text    not null,
    document uuid    not null,
    primary key (bid, n)
);
comment on table sealing.bid_file is '解密后的投标文件';
comment on column sealing.bid_file.bid is '投标';
comment on column sealing.bid_file.n is '序号';
comment on column sealing.bid_file.name is '文件名，可含目录';
comment on column sealing.bid_file.document is '文件';
