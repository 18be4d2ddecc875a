-- Why: authorities trusted side by side and their revocation lists, as data (电子签名法 §16, S12).
-- Locks: new tables only. 10 M rows: not applicable, some dozens. Undo: drop schema pki cascade.
create table pki.authority (
    id          text primary key check (id ~ '^[a-z][a-z0-9-]{1,30}$'),
    name        text        not null,
    certificate bytea       not null,
    anchor      boolean     not null,
    purposes    text[]      not null,
    revocation  text        not null check (revocation in ('CRL', 'OCSP')),
    crl_url     text,
    ocsp_url    text,
    enabled     boolean     not null default true,
    changed_at  timestamptz not null
);
comment on table pki.authority is '受信任的电子认证服务机构';
comment on column pki.authority.id is '短名';
comment on column pki.authority.name is '机构名称';
comment on column pki.authority.certificate is '机构证书';
comment on column pki.authority.anchor is '是否信任锚；否则为中间证书';
comment on column pki.authority.purposes is '获准用途：登录、签名、加密封存';
comment on column pki.authority.revocation is '吊销状态的查询方式';
comment on column pki.authority.crl_url is '吊销列表地址';
comment on column pki.authority.ocsp_url is '在线状态查询地址';
comment on column pki.authority.enabled is '是否启用';
comment on column pki.authority.changed_at is '最近变更时间';

create table pki.revocation_list (
    authority   text primary key references pki.authority (id),
    der         bytea       not null,
    this_update timestamptz not null,
    next_update timestamptz not null
);
comment on table pki.revocation_list is '证书吊销列表，每家机构最新一份';
comment on column pki.revocation_list.authority is '机构';
comment on column pki.revocation_list.der is '列表';
comment on column pki.revocation_list.this_update is '签发时间';
comment on column pki.revocation_list.next_update is '下次签发时间';
