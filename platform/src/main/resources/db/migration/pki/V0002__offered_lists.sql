-- Why: a revocation list that one administrator brought waits here until another confirms it (A2, S12).
-- Locks: a new table only. 10 M rows: not applicable, one or two at a time. Undo: drop table pki.offered_list.
create table pki.offered_list (
    authority text        not null references pki.authority (id),
    sm3       text        not null check (sm3 ~ '^[0-9a-f]{64}$'),
    der       bytea       not null,
    offered_at timestamptz not null,
    primary key (authority, sm3)
);
comment on table pki.offered_list is '人工带来、待第二人确认的吊销列表';
comment on column pki.offered_list.authority is '机构';
comment on column pki.offered_list.sm3 is '列表的摘要';
comment on column pki.offered_list.der is '列表';
comment on column pki.offered_list.offered_at is '带来的时间';
