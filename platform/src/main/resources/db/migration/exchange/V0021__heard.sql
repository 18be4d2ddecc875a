-- Why: a lower node that says nothing is an outage that nobody reported (运行管理办法 §25 §27).
-- Locks: new table only. 10 M rows: not applicable, one row a node. Undo: drop the table.
create table exchange.heard (
    peer text primary key,
    at timestamptz not null
);
comment on table exchange.heard is '下级节点最近一次来报文的时间';
comment on column exchange.heard.peer is '下级节点';
comment on column exchange.heard.at is '时间';
