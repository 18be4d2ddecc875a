-- Why: openers' shares (20号令 §31 补救方案), and how a queued key came to the platform.
-- Locks: three columns with constant defaults and two nullable ones, one new table: exclusive, milliseconds.
-- 10 M rows: the same, no table is rewritten. Undo: drop table sealing.share and the five columns.
alter table sealing.opening add column remedy_shares integer;
alter table sealing.opening add column remedy_until timestamptz;
comment on column sealing.opening.remedy_shares is '补救所需开启份数；招标文件未约定补救时为空';
comment on column sealing.opening.remedy_until is '补救截止时间';

alter table sealing.bid add column shares integer not null default 0;
alter table sealing.bid add column key_shares integer not null default 0;
alter table sealing.bid add column failed_at timestamptz;
comment on column sealing.bid.shares is '已收到的有效开启份额';
comment on column sealing.bid.key_shares is '内容密钥由几份开启份额合成；0 为投标人自己的解密指令';
comment on column sealing.bid.failed_at is '首次解密失败的时间';

create table sealing.share (
    bid       uuid        not null references sealing.bid (id),
    n         integer     not null,
    trade     text        not null,
    kind      text        not null,
    name      text        not null,
    account   uuid        not null,
    fits      boolean     not null,
    sealed    bytea,
    point     bytea       not null,
    signature bytea       not null,
    reason    text        not null,
    given_at  timestamptz not null,
    primary key (bid, n)
);
create index share_trade on sealing.share (trade);
comment on table sealing.share is '开启人交出的份额';
comment on column sealing.share.bid is '投标';
comment on column sealing.share.n is '开启人在招标文件中的序号';
comment on column sealing.share.trade is '统一交易标识码';
comment on column sealing.share.kind is '开启人类别';
comment on column sealing.share.name is '开启人';
comment on column sealing.share.account is '交出份额的账户';
comment on column sealing.share.fits is '份额是否与投标文件中的承诺相符';
comment on column sealing.share.sealed is '份额，以平台密钥加密；合成内容密钥后清除';
comment on column sealing.share.point is '份额的公开点';
comment on column sealing.share.signature is '开启人的签名';
comment on column sealing.share.reason is '理由';
comment on column sealing.share.given_at is '交出时间';
