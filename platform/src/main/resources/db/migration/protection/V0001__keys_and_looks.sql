-- Why: data keys under a root key, looks at personal items, exports that were stopped (A5, 个人信息保护法 §51).
-- Locks: new tables only. 10 M rows: looks grow by reading; each statement here is instant. Undo: drop schema protection
-- cascade (sealed columns of other schemas then stay closed).
create table protection.data_key (
    id      bigint generated always as identity primary key,
    root    integer     not null,
    wrapped bytea       not null,
    made_at timestamptz not null
);
comment on table protection.data_key is '数据密钥，以根密钥封装';
comment on column protection.data_key.id is '密钥编号，写在每个密文值内';
comment on column protection.data_key.root is '根密钥编号';
comment on column protection.data_key.wrapped is '封装后的密钥';
comment on column protection.data_key.made_at is '生成时间';

create table protection.look (
    id            bigint generated always as identity primary key,
    at            timestamptz not null,
    account       uuid        not null,
    who           text        not null,
    organisation  text,
    field         text        not null,
    item          text        not null,
    owner         uuid,
    owner_account uuid,
    reason        text        not null
);
create index look_owner on protection.look (owner, at desc);
create index look_owner_account on protection.look (owner_account, at desc);
comment on table protection.look is '个人信息与密封信息的查看留痕';
comment on column protection.look.id is '编号';
comment on column protection.look.at is '时间';
comment on column protection.look.account is '查看人账户';
comment on column protection.look.who is '查看人';
comment on column protection.look.organisation is '查看人单位';
comment on column protection.look.field is '字段';
comment on column protection.look.item is '对象';
comment on column protection.look.owner is '信息所属单位';
comment on column protection.look.owner_account is '信息所属账户';
comment on column protection.look.reason is '事由';

create table protection.outgoing (
    id      bigint generated always as identity primary key,
    at      timestamptz not null,
    account uuid        not null,
    what    text        not null,
    rows    integer     not null
);
create index outgoing_account on protection.outgoing (account, at);
comment on table protection.outgoing is '导出与查看的计数';
comment on column protection.outgoing.id is '编号';
comment on column protection.outgoing.at is '时间';
comment on column protection.outgoing.account is '账户';
comment on column protection.outgoing.what is '内容';
comment on column protection.outgoing.rows is '条数';

create table protection.alarm (
    id      bigint generated always as identity primary key,
    at      timestamptz not null,
    account uuid        not null,
    who     text        not null,
    what    text        not null,
    rows    integer     not null,
    why     text        not null
);
comment on table protection.alarm is '被停止的异常导出与公开出口拦截';
comment on column protection.alarm.id is '编号';
comment on column protection.alarm.at is '时间';
comment on column protection.alarm.account is '账户；平台自身为零';
comment on column protection.alarm.who is '何人';
comment on column protection.alarm.what is '内容';
comment on column protection.alarm.rows is '条数';
comment on column protection.alarm.why is '原因';
