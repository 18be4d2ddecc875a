-- Why: what bidders found when they tried their own keys before the deadline (20号令 §30 解密演练); a column that nothing
-- reads goes.
-- Locks: new table; one column of sealing.bid goes (exclusive, milliseconds, no rewrite). 10 M rows: the same.
-- Undo: drop table sealing.rehearsal; alter table sealing.bid add column failed_at timestamptz.
alter table sealing.bid drop column failed_at;

create table sealing.rehearsal (
    fact       bigint primary key,
    bid        uuid        not null references sealing.bid (id),
    version    integer     not null,
    outcome    text        not null,
    account    uuid        not null,
    tried_at   timestamptz not null
);
create index rehearsal_bid on sealing.rehearsal (bid, version);
comment on table sealing.rehearsal is '解密演练：投标人截止前在自己电脑上试开平台所存的加密投标文件；截止前只有投标人自己可见';
comment on column sealing.rehearsal.fact is '演练结果对应的事实';
comment on column sealing.rehearsal.bid is '投标';
comment on column sealing.rehearsal.version is '投标文件版本';
comment on column sealing.rehearsal.outcome is '结果：OPENED 或未通过的检查';
comment on column sealing.rehearsal.account is '演练账户';
comment on column sealing.rehearsal.tried_at is '演练时间';
