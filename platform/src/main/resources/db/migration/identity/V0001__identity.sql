-- Why: organisations, accounts, roles, certificates, sessions, idempotent answers.
-- Locks: new tables only. 10 M rows: not applicable. Undo: drop schema identity cascade.
create table identity.organisation (
    id          uuid primary key,
    name        text not null,
    kind        text not null,
    region_code text not null check (region_code ~ '^\d{6}$'),
    credit_code text unique,
    parent      uuid references identity.organisation (id)
);
comment on table identity.organisation is '组织：省市县、部门、交易中心、单位';
comment on column identity.organisation.id is '编号';
comment on column identity.organisation.name is '名称';
comment on column identity.organisation.kind is '类别';
comment on column identity.organisation.region_code is '行政区划代码 GB/T 2260';
comment on column identity.organisation.credit_code is '统一社会信用代码';
comment on column identity.organisation.parent is '上级组织';

create table identity.account (
    id            uuid primary key,
    login         text        not null unique,
    name          text        not null,
    password_hash text,
    organisation  uuid references identity.organisation (id),
    active        boolean     not null default true,
    failures      integer     not null default 0,
    locked_until  timestamptz,
    created_at    timestamptz not null
);
create index account_organisation on identity.account (organisation);
comment on table identity.account is '账户';
comment on column identity.account.id is '编号';
comment on column identity.account.login is '登录名';
comment on column identity.account.name is '姓名或名称';
comment on column identity.account.password_hash is '口令的 Argon2 散列；仅证书登录的为空';
comment on column identity.account.organisation is '所属组织';
comment on column identity.account.active is '是否启用';
comment on column identity.account.failures is '连续失败次数';
comment on column identity.account.locked_until is '锁定到';
comment on column identity.account.created_at is '建立时间';

create table identity.account_role (
    account uuid not null references identity.account (id),
    role    text not null,
    primary key (account, role)
);
create index account_role_role on identity.account_role (role);
comment on table identity.account_role is '账户的角色';
comment on column identity.account_role.account is '账户';
comment on column identity.account_role.role is '角色';

create table identity.certificate (
    serial     text primary key,
    account    uuid        not null references identity.account (id),
    der        bytea       not null,
    public_key bytea       not null,
    not_before timestamptz not null,
    not_after  timestamptz not null,
    revoked_at timestamptz
);
create index certificate_account on identity.certificate (account);
comment on table identity.certificate is '数字证书';
comment on column identity.certificate.serial is '序列号（十六进制）';
comment on column identity.certificate.account is '账户';
comment on column identity.certificate.der is '证书';
comment on column identity.certificate.public_key is 'SM2 公钥 65 字节';
comment on column identity.certificate.not_before is '生效';
comment on column identity.certificate.not_after is '到期';
comment on column identity.certificate.revoked_at is '吊销时间';

create table identity.authority (
    name        text primary key,
    certificate bytea not null,
    private_key bytea not null,
    public_key  bytea not null
);
comment on table identity.authority is '开发用证书颁发机构（生产环境不使用）';
comment on column identity.authority.name is '名称';
comment on column identity.authority.certificate is '根证书';
comment on column identity.authority.private_key is '私钥（仅沙箱）';
comment on column identity.authority.public_key is '公钥';

create table identity.session (
    token       bytea primary key,
    account     uuid        not null references identity.account (id),
    certificate text,
    created_at  timestamptz not null,
    seen_at     timestamptz not null
);
create index session_account on identity.session (account);
comment on table identity.session is '会话';
comment on column identity.session.token is '令牌的 SM3 摘要';
comment on column identity.session.account is '账户';
comment on column identity.session.certificate is '登录所用证书序列号';
comment on column identity.session.created_at is '建立时间';
comment on column identity.session.seen_at is '最近使用';

create table identity.challenge (
    value   bytea primary key,
    ends_at timestamptz not null
);
comment on table identity.challenge is '证书登录的一次性挑战';
comment on column identity.challenge.value is '随机数';
comment on column identity.challenge.ends_at is '失效时间';

create table identity.answered_request (
    account      uuid        not null,
    key          text        not null,
    request      bytea       not null,
    status       integer,
    content_type text,
    body         bytea,
    at           timestamptz not null,
    primary key (account, key)
);
comment on table identity.answered_request is '幂等键与已给出的答复';
comment on column identity.answered_request.account is '账户';
comment on column identity.answered_request.key is '幂等键';
comment on column identity.answered_request.request is '请求的 SM3 摘要';
comment on column identity.answered_request.status is '答复状态码；空为处理中';
comment on column identity.answered_request.content_type is '答复类型';
comment on column identity.answered_request.body is '答复内容';
comment on column identity.answered_request.at is '时间';
