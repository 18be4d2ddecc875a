-- Why: a month's score is frozen once when it closes and never rewritten (KP-01 … KP-07, 运行管理办法 §34); what was counted is a fact.
-- Locks: new table only. 10 M rows: not applicable, two a month. Undo: drop the table; the facts stay.
create table exchange.month_score (
    name text primary key,
    digest text not null,
    frozen_at timestamptz not null
);
comment on table exchange.month_score is '已封存的月度考核';
comment on column exchange.month_score.name is '月份、方向（sent上报 received接收）和账本（real真实 test测试）';
comment on column exchange.month_score.digest is '封存内容的SM3摘要，与公开事实一致';
comment on column exchange.month_score.frozen_at is '封存时间';
