-- Why: a reader must not stand still at one odd fact; it is set aside for a person to look at.
-- Locks: new table only. 10 M rows: not applicable. Undo: drop the table.
create table exchange.set_aside (
    fact   bigint primary key,
    trade  text not null,
    kind   text not null,
    reason text not null,
    at     timestamptz not null
);
comment on table exchange.set_aside is '无法组成上报记录的事实，待人工查看';
comment on column exchange.set_aside.fact is '事实的存证序号';
comment on column exchange.set_aside.trade is '统一交易标识码';
comment on column exchange.set_aside.kind is '事实种类';
comment on column exchange.set_aside.reason is '原因';
comment on column exchange.set_aside.at is '事实发生的时间';
