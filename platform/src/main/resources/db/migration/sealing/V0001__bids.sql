-- Why: sealed bids with all their versions, and what became of each at the opening.
-- Locks: new tables only. 10 M rows: not applicable. Undo: drop schema sealing cascade.
create table sealing.bid (
    id             uuid primary key,
    trade          text        not null,
    organisation   uuid        not null,
    name           text        not null,
    credit_code    text        not null,
    account        uuid        not null,
    state          text        not null,
    version        integer     not null,
    document       uuid        not null,
    sm3            text        not null,
    size           bigint      not null,
    received_at    timestamptz not null,
    seq            integer,
    key_no         integer     not null default 0,
    key_done       integer     not null default 0,
    key_sealed     bytea,
    key_signature  bytea,
    key_account    uuid,
    key_at         timestamptz,
    cause          text,
    detail         text,
    sheet          jsonb,
    opened_at      timestamptz,
    signed_in_at   timestamptz,
    record_signed_at timestamptz,
    revision       bigint      not null default 0,
    unique (trade, organisation)
);
create index bid_commanded on sealing.bid (trade, key_at) where key_no > key_done;
create index bid_revision on sealing.bid (trade, revision);
comment on table sealing.bid is '投标：一个投标人在一宗交易中的投标；截止前对任何人保密';
comment on column sealing.bid.id is '编号';
comment on column sealing.bid.trade is '统一交易标识码';
comment on column sealing.bid.organisation is '投标人';
comment on column sealing.bid.name is '投标人名称';
comment on column sealing.bid.credit_code is '统一社会信用代码';
comment on column sealing.bid.account is '递交账户';
comment on column sealing.bid.state is '状态';
comment on column sealing.bid.version is '当前版本';
comment on column sealing.bid.document is '加密投标文件';
comment on column sealing.bid.sm3 is '加密投标文件的 SM3 摘要';
comment on column sealing.bid.size is '字节数';
comment on column sealing.bid.received_at is '当前版本的收到时间';
comment on column sealing.bid.seq is '截止时的收到次序';
comment on column sealing.bid.key_no is '解密指令次数';
comment on column sealing.bid.key_done is '已有结果的解密指令';
comment on column sealing.bid.key_sealed is '内容密钥，以平台密钥加密';
comment on column sealing.bid.key_signature is '解密指令的签名';
comment on column sealing.bid.key_account is '发出解密指令的账户';
comment on column sealing.bid.key_at is '解密指令的收到时间';
comment on column sealing.bid.cause is '解密失败或撤销、撤回的原因';
comment on column sealing.bid.detail is '原因说明';
comment on column sealing.bid.sheet is '开标一览表';
comment on column sealing.bid.opened_at is '解密时间';
comment on column sealing.bid.signed_in_at is '签到时间';
comment on column sealing.bid.record_signed_at is '确认开标记录的时间';
comment on column sealing.bid.revision is '最后变化时开标的修订号';

create table sealing.bid_version (
    bid         uuid        not null references sealing.bid (id),
    version     integer     not null,
    trade       text        not null,
    document    uuid        not null,
    name        text        not null,
    sm3         text        not null,
    size        bigint      not null,
    recipients  jsonb       not null,
    received_at timestamptz not null,
    fact        bigint      not null,
    primary key (bid, version),
    unique (trade, sm3)
);
comment on table sealing.bid_version is '投标文件的各版本；替换后旧版本保留';
comment on column sealing.bid_version.bid is '投标';
comment on column sealing.bid_version.version is '版本';
comment on column sealing.bid_version.trade is '统一交易标识码';
comment on column sealing.bid_version.document is '加密投标文件';
comment on column sealing.bid_version.name is '文件名';
comment on column sealing.bid_version.sm3 is 'SM3 摘要';
comment on column sealing.bid_version.size is '字节数';
comment on column sealing.bid_version.recipients is '密钥信封，供投标人自己取回内容密钥';
comment on column sealing.bid_version.received_at is '收到时间';
comment on column sealing.bid_version.fact is '回执对应的事实';
