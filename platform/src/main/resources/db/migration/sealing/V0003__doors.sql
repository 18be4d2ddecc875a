-- Why: several nodes take bids for one deadline; each says up to when nothing that arrived at its door is under way any
-- more, so that the node that closes a tender waits for the others (20号令 §27: 以平台收到的时间为准).
-- Locks: new table only. 10 M rows: not applicable, one row a node. Undo: drop table sealing.door.
create table sealing.door (
    node        uuid primary key,
    clear_until timestamptz not null,
    seen_at     timestamptz not null
);
comment on table sealing.door is '各节点的收件口：某一时刻之前到达的操作均已办完';
comment on column sealing.door.node is '节点，一个数据目录一个';
comment on column sealing.door.clear_until is '此刻及以前到达的操作均已办完';
comment on column sealing.door.seen_at is '节点最近一次报告的数据库时间';
