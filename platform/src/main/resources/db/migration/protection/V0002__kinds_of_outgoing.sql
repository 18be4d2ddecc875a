-- Why: what leaves the platform is counted by kind, each with its own limits (A5: amount, hour, pattern).
-- Locks: protection.outgoing for a column with a constant default (no rewrite); the check reads 10 M rows in seconds.
-- Undo: drop the column.
alter table protection.outgoing add column kind text not null default 'ROWS'
    check (kind in ('ROWS', 'LIST', 'FILE', 'TRAIL'));
comment on column protection.outgoing.kind is '种类：导出与查看、列表、文件、审计记录';
