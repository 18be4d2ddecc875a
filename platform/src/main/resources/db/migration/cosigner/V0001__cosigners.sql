-- Why: organisations that co-sign the log's tree heads, their co-signatures, and what they found (T1).
-- Locks: new tables only. 10 M rows: one row for each tree head and co-signer; each statement here is instant.
-- Undo: drop schema cosigner cascade (co-signatures are lost; co-signers sign the newest head again).
create function cosigner.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'what was co-signed or found is kept';
end $$;

create table cosigner.cosigner (
    id            uuid        primary key,
    name          text        not null,
    organisation  text        not null,
    key_line      text        not null unique,
    address       text,
    registered_at timestamptz not null,
    retired_at    timestamptz,
    retired_why   text
);
create unique index cosigner_name on cosigner.cosigner (name) where retired_at is null;
comment on table cosigner.cosigner is '联署方';
comment on column cosigner.cosigner.id is '编号';
comment on column cosigner.cosigner.name is '联署方名称，见于签名行';
comment on column cosigner.cosigner.organisation is '所属单位';
comment on column cosigner.cosigner.key_line is '公钥行';
comment on column cosigner.cosigner.address is '送签地址；空则由其自行跟随并交回';
comment on column cosigner.cosigner.registered_at is '登记时间';
comment on column cosigner.cosigner.retired_at is '停用时间';
comment on column cosigner.cosigner.retired_why is '停用理由';

create table cosigner.cosignature (
    size      bigint      not null,
    cosigner  uuid        not null references cosigner.cosigner (id),
    line      text        not null,
    signed_at timestamptz not null,
    taken_at  timestamptz not null,
    primary key (cosigner, size)
);
create index cosignature_size on cosigner.cosignature (size desc);
create trigger insert_only before update or delete on cosigner.cosignature
    for each row execute function cosigner.refuse_change();
comment on table cosigner.cosignature is '对检查点的联署';
comment on column cosigner.cosignature.size is '检查点的日志长度';
comment on column cosigner.cosignature.cosigner is '联署方';
comment on column cosigner.cosignature.line is '签名行';
comment on column cosigner.cosignature.signed_at is '联署方所载时间';
comment on column cosigner.cosignature.taken_at is '收到时间';

create table cosigner.contact (
    cosigner    uuid   primary key references cosigner.cosigner (id),
    known       bigint not null,
    tried_at    timestamptz,
    answered_at timestamptz,
    problem     text   not null default ''
);
comment on table cosigner.contact is '与联署方的联络';
comment on column cosigner.contact.cosigner is '联署方';
comment on column cosigner.contact.known is '其已联署的日志长度';
comment on column cosigner.contact.tried_at is '最近送签时间';
comment on column cosigner.contact.answered_at is '最近答复时间';
comment on column cosigner.contact.problem is '最近的问题；空为正常';

create table cosigner.conflict (
    id          bigint      generated always as identity primary key,
    cosigner    uuid        references cosigner.cosigner (id),
    kind        text        not null check (kind in ('FORK', 'UNPROVEN', 'SHORTER')),
    proven      boolean     not null,
    size        bigint      not null,
    words       text        not null,
    evidence    text        not null,
    digest      bytea       not null unique,
    found_at    timestamptz not null,
    answered_at timestamptz,
    answered_by text,
    answer      text
);
create index conflict_open on cosigner.conflict (found_at) where answered_at is null;
comment on table cosigner.conflict is '联署方发现的冲突：分叉、改写、缩短';
comment on column cosigner.conflict.id is '编号';
comment on column cosigner.conflict.cosigner is '发现者；不知道时为空';
comment on column cosigner.conflict.kind is '种类';
comment on column cosigner.conflict.proven is '本平台自行验证成立，还是仅为对方所称';
comment on column cosigner.conflict.size is '所涉日志长度';
comment on column cosigner.conflict.words is '说明';
comment on column cosigner.conflict.evidence is '证据文件（JSON）';
comment on column cosigner.conflict.digest is '证据的 SM3，同一发现只记一次';
comment on column cosigner.conflict.found_at is '记录时间';
comment on column cosigner.conflict.answered_at is '答复时间';
comment on column cosigner.conflict.answered_by is '答复人';
comment on column cosigner.conflict.answer is '答复';
