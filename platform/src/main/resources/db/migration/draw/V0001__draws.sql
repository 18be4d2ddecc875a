-- Why: draws by commitment and reveal, so that they go on after a crash without asking anybody twice.
-- Locks: new tables only. 10 M rows: not applicable. Undo: drop schema draw cascade.
create table draw.draw (
    id          text primary key,
    trade       text        not null,
    purpose     text        not null,
    number      integer     not null,
    state       text        not null,
    plan        text        not null,
    plan_digest text        not null,
    pool_fact   bigint      not null,
    reveal_by   timestamptz not null,
    output      text,
    unique (trade, purpose, number)
);
create index draw_open on draw.draw (reveal_by) where state in ('COMMITTING', 'REVEALING');
comment on table draw.draw is '抽取';
comment on column draw.draw.id is '抽取编号：统一交易标识码/用途/次数';
comment on column draw.draw.trade is '统一交易标识码';
comment on column draw.draw.purpose is '用途：评标专家、评标系数';
comment on column draw.draw.number is '第几次抽取';
comment on column draw.draw.state is '状态';
comment on column draw.draw.plan is '抽取方案（规范 JSON），在任何随机数之前固定';
comment on column draw.draw.plan_digest is '抽取方案的 SM3';
comment on column draw.draw.pool_fact is '记有抽取名单的事实';
comment on column draw.draw.reveal_by is '提交随机数的期限';
comment on column draw.draw.output is '可验证随机函数的输出';

create table draw.seed (
    draw       text not null,
    party      text not null,
    commitment text not null,
    seed       text,
    primary key (draw, party)
);
comment on table draw.seed is '各方的随机数';
comment on column draw.seed.draw is '抽取编号';
comment on column draw.seed.party is '哪一方';
comment on column draw.seed.commitment is '承诺';
comment on column draw.seed.seed is '公开的随机数';

create table draw.used (
    draw  text    not null,
    lot   text    not null,
    place integer not null,
    primary key (draw, lot, place)
);
comment on table draw.used is '次序中已抽中或已跳过的位置';
comment on column draw.used.draw is '抽取编号';
comment on column draw.used.lot is '组别';
comment on column draw.used.place is '在次序中的位置，从 0 起';
