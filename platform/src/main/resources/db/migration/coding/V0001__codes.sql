-- Why: serials by prefix, and every code that was issued (一码记录、来源可溯).
-- Locks: new tables only. 10 M rows: not applicable. Undo: drop schema coding cascade (codes could then be issued twice).
create table coding.counter (
    prefix text primary key,
    last   integer not null check (last > 0)
);
comment on table coding.counter is '流水号：每个前缀一行';
comment on column coding.counter.prefix is '前缀，如平台标识码、项目编号、分类-信用代码-日期';
comment on column coding.counter.last is '已用的最大流水号';

create table coding.issued (
    code      text primary key,
    kind      text        not null check (kind in ('project', 'tenderProject', 'section', 'trade')),
    prefix    text        not null,
    issued_at timestamptz not null
);
comment on table coding.issued is '已赋的码';
comment on column coding.issued.code is '项目编号、招标项目编号、标段（包）编号或统一交易标识码';
comment on column coding.issued.kind is '种类';
comment on column coding.issued.prefix is '流水号所属的前缀';
comment on column coding.issued.issued_at is '赋码时间';
