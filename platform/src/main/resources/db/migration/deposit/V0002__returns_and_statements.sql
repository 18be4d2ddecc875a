-- Why: each deposit goes back on its own clock (条例 §35, §57), with interest, and money is checked against the bank.
-- Locks: deposit.deposit exclusively for a moment (columns without default). 10 M rows: milliseconds, but for the index
-- of kept ones, which takes a minute. Undo: drop the columns, the index and deposit.bank_line.
alter table deposit.deposit
    add column interest      numeric check (interest >= 0),
    add column return_basis  text,
    add column withdrawn_at  timestamptz,
    add column withdrawn_bid uuid,
    add column confirmed_at  timestamptz;
comment on column deposit.deposit.interest is '退还的银行同期存款利息（元）';
comment on column deposit.deposit.return_basis is '退还依据';
comment on column deposit.deposit.withdrawn_at is '撤回投标的时间';
comment on column deposit.deposit.withdrawn_bid is '撤回的投标';
comment on column deposit.deposit.confirmed_at is '与银行流水核对一致的时间';
create index deposit_kept on deposit.deposit (trade) where returned_at is null;

create table deposit.bank_line (
    id            uuid primary key,
    day           date        not null,
    amount        numeric     not null,
    payer_account text        not null,
    reference     text        not null,
    deposit       uuid,
    difference    text check (difference in ('NO_SUCH_DEPOSIT', 'AMOUNT_DIFFERS', 'PAID_TWICE')),
    imported_at   timestamptz not null,
    imported_by   text        not null,
    unique (day, amount, payer_account, reference)
);
comment on table deposit.bank_line is '银行流水：逐笔与登记的保证金核对';
comment on column deposit.bank_line.id is '编号';
comment on column deposit.bank_line.day is '记账日期';
comment on column deposit.bank_line.amount is '金额（元）';
comment on column deposit.bank_line.payer_account is '付款账号';
comment on column deposit.bank_line.reference is '附言（缴款凭证号）';
comment on column deposit.bank_line.deposit is '对应的保证金';
comment on column deposit.bank_line.difference is '差异：无此登记、金额不符、重复缴纳；一致时为空';
comment on column deposit.bank_line.imported_at is '导入时间';
comment on column deposit.bank_line.imported_by is '导入人';
