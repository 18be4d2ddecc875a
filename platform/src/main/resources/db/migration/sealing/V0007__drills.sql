-- Why: every month the openers' way is tried with a made bid; administrators see what came of it.
-- Locks: new table only. 10 M rows: not applicable, one row a month. Undo: drop table sealing.drill.
create table sealing.drill (
    fact     bigint primary key,
    held_at  timestamptz not null,
    passed   boolean     not null,
    steps    jsonb       not null,
    asked_by text        not null
);
create index drill_held on sealing.drill (held_at);
comment on table sealing.drill is '开启演练：用制作的投标文件演练开启人份额，每月一次';
comment on column sealing.drill.fact is '演练结果对应的事实';
comment on column sealing.drill.held_at is '演练时间';
comment on column sealing.drill.passed is '是否全部通过';
comment on column sealing.drill.steps is '各步结果';
comment on column sealing.drill.asked_by is '谁发起：定时、命令或管理员';
