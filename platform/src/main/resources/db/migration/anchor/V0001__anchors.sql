-- Why: a durable queue of tree heads that are to stand on a chain others run, and where each one stands (T1).
-- Locks: new tables only. 10 M rows: one row an interval; each statement here is instant. Undo: drop schema anchor cascade
-- (what stands on the chain stays there; the heads from now on are anchored again).
create table anchor.head (
    size      bigint      primary key,
    root      bytea       not null check (octet_length(root) = 32),
    queued_at timestamptz not null
);
comment on table anchor.head is '待锚定与已锚定的检查点';
comment on column anchor.head.size is '检查点的日志长度';
comment on column anchor.head.root is '检查点的根';
comment on column anchor.head.queued_at is '排队时间';

create table anchor.written (
    place       text        not null,
    size        bigint      not null references anchor.head (size),
    transaction text        not null,
    block       bigint      not null,
    written_at  timestamptz not null,
    primary key (place, size)
);
comment on table anchor.written is '已上链的检查点';
comment on column anchor.written.place is '链与合约';
comment on column anchor.written.size is '检查点的日志长度';
comment on column anchor.written.transaction is '交易散列；空为此前已到达';
comment on column anchor.written.block is '区块号';
comment on column anchor.written.written_at is '确认时间';

create table anchor.contact (
    only_one boolean     primary key default true check (only_one),
    place    text        not null default '',
    at       timestamptz not null,
    problem  text        not null default ''
);
comment on table anchor.contact is '与链的联络';
comment on column anchor.contact.only_one is '只有一行';
comment on column anchor.contact.place is '现用的链与合约';
comment on column anchor.contact.at is '最近联络时间';
comment on column anchor.contact.problem is '最近的问题；空为正常';
