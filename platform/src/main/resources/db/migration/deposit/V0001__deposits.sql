-- Why: bid deposits and guarantee letters.
-- Locks: new table only. 10 M rows: not applicable. Undo: drop schema deposit cascade.
create table deposit.deposit (
    id                uuid primary key,
    trade             text        not null,
    organisation      uuid        not null,
    organisation_name text        not null,
    form              text        not null,
    number            text        not null,
    amount            numeric     not null check (amount > 0),
    received_at       timestamptz not null,
    returned_at       timestamptz,
    unique (trade, organisation)
);
comment on table deposit.deposit is '投标保证金';
comment on column deposit.deposit.id is '编号';
comment on column deposit.deposit.trade is '统一交易标识码';
comment on column deposit.deposit.organisation is '投标人';
comment on column deposit.deposit.organisation_name is '投标人名称';
comment on column deposit.deposit.form is '形式：保函、转账、支票、现金';
comment on column deposit.deposit.number is '保函编号或缴款凭证号';
comment on column deposit.deposit.amount is '金额（元）';
comment on column deposit.deposit.received_at is '收到时间';
comment on column deposit.deposit.returned_at is '退还时间';
