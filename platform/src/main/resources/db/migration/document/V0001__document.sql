-- Why: files kept by content, and uploads that can be resumed (tus 1.0).
-- Locks: new tables only. 10 M rows: not applicable. Undo: drop schema document cascade.
create table document.document (
    id           uuid primary key,
    name         text        not null,
    size         bigint      not null check (size >= 0),
    sm3          text        not null check (sm3 ~ '^[0-9a-f]{64}$'),
    account      uuid,
    organisation uuid,
    stored_at    timestamptz not null
);
create index document_sm3 on document.document (sm3);
create index document_account on document.document (account);
comment on table document.document is '文件：名称与所有者；内容按 SM3 摘要存放';
comment on column document.document.id is '编号';
comment on column document.document.name is '文件名，不含路径';
comment on column document.document.size is '字节数';
comment on column document.document.sm3 is '内容的 SM3 摘要';
comment on column document.document.account is '上传账户；平台生成的为空';
comment on column document.document.organisation is '所属单位';
comment on column document.document.stored_at is '存入时间';

create table document.upload (
    id           uuid primary key,
    account      uuid        not null,
    organisation uuid,
    name         text        not null,
    length       bigint      not null check (length >= 0),
    created_at   timestamptz not null,
    expires_at   timestamptz not null,
    document     uuid references document.document (id)
);
create index upload_expiring on document.upload (expires_at);
comment on table document.upload is '断点续传：已收到多少以磁盘上的分片为准，不记在库中';
comment on column document.upload.id is '编号';
comment on column document.upload.account is '上传账户';
comment on column document.upload.organisation is '所属单位';
comment on column document.upload.name is '文件名';
comment on column document.upload.length is '文件总字节数';
comment on column document.upload.created_at is '开始';
comment on column document.upload.expires_at is '过期';
comment on column document.upload.document is '传完后成为的文件';
