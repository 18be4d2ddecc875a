-- Why: one queue entry per transaction instead of one per fact: a group of 64 facts was 64 rows in and 64 rows out.
-- Locks: facts.pending alone, which is empty but for what waits at that moment. 10 M facts: milliseconds.
-- Undo: insert into facts.pending (id) of each member, drop the column.
alter table facts.pending add column facts bigint[];
update facts.pending set facts = array[id];
alter table facts.pending alter column facts set not null;
comment on table facts.pending is '待编序号的事实，每笔事务一行';
comment on column facts.pending.id is '该事务最后一条事实的内部编号';
comment on column facts.pending.facts is '该事务的事实内部编号，按写入先后';
