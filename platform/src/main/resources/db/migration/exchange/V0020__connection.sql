-- Why: systems built by others connect by application, rehearsal, report and admission by two persons (39号令第十条; 运行管理办法 §10).
-- Locks: new tables only. 10 M rows: not applicable. Undo: drop the tables; secrets shown once are lost with them.
create table exchange.connection (
    system text primary key,
    organisation uuid not null,
    organisation_name text not null,
    system_name text not null,
    contact text not null,
    datasets text not null,
    applied_by text not null,
    applied_at timestamptz not null,
    state text not null,
    run integer not null,
    run_from bigint not null,
    run_at timestamptz not null,
    decided_at timestamptz,
    decided_by text not null default '',
    reason text not null default ''
);
comment on table exchange.connection is '他方建设系统的对接申请';
comment on column exchange.connection.system is '系统编号';
comment on column exchange.connection.organisation is '申请单位';
comment on column exchange.connection.organisation_name is '申请单位名称';
comment on column exchange.connection.system_name is '系统名称';
comment on column exchange.connection.contact is '联系人和电话，加密存放';
comment on column exchange.connection.datasets is '申请报送的数据集编号，逗号分隔';
comment on column exchange.connection.applied_by is '申请人';
comment on column exchange.connection.applied_at is '申请时间';
comment on column exchange.connection.state is 'TRIAL联调 ADMITTED已准入 STOPPED已停用';
comment on column exchange.connection.run is '第几轮联调';
comment on column exchange.connection.run_from is '本轮从测试通道的哪个序号之后起算';
comment on column exchange.connection.run_at is '本轮开始时间';
comment on column exchange.connection.decided_at is '准入或停用时间';
comment on column exchange.connection.decided_by is '准入人或停用人';
comment on column exchange.connection.reason is '停用理由';
create index connection_organisation on exchange.connection (organisation);

create table exchange.credential (
    id uuid primary key,
    system text not null,
    scope text not null,
    secret text not null,
    made_at timestamptz not null,
    made_by text not null,
    ends_at timestamptz
);
comment on table exchange.credential is '对接密钥';
comment on column exchange.credential.id is '标识';
comment on column exchange.credential.system is '系统编号';
comment on column exchange.credential.scope is 'TRIAL只能用测试通道 LIVE正式';
comment on column exchange.credential.secret is '密钥，加密存放';
comment on column exchange.credential.made_at is '领取时间';
comment on column exchange.credential.made_by is '领取人';
comment on column exchange.credential.ends_at is '失效时间，空为现行';
create index credential_system on exchange.credential (system);

create table exchange.rehearsed (
    system text not null,
    run integer not null,
    what text not null,
    detail text not null,
    at timestamptz not null,
    primary key (system, run, what, detail)
);
comment on table exchange.rehearsed is '联调中发生而记录本身看不出来的事';
comment on column exchange.rehearsed.system is '系统编号';
comment on column exchange.rehearsed.run is '第几轮联调';
comment on column exchange.rehearsed.what is 'REPEATED重复报送 HISTORY历史标识 FEEDBACK取反馈 SIGNATURE_WRONG签名不符 SIGNATURE_MENDED改正后通过';
comment on column exchange.rehearsed.detail is '数据集编号或报文摘要';
comment on column exchange.rehearsed.at is '时间';

create table exchange.conformity (
    system text not null,
    run integer not null,
    number integer not null,
    passed boolean not null,
    report text not null,
    digest text not null,
    signature text not null,
    made_at timestamptz not null,
    made_by text not null,
    primary key (system, run, number)
);
comment on table exchange.conformity is '符合性报告';
comment on column exchange.conformity.system is '系统编号';
comment on column exchange.conformity.run is '第几轮联调';
comment on column exchange.conformity.number is '本轮第几份';
comment on column exchange.conformity.passed is '全部符合';
comment on column exchange.conformity.report is '报告（规范化JSON）';
comment on column exchange.conformity.digest is '报告的SM3摘要';
comment on column exchange.conformity.signature is '本节点的SM2签名（base64）';
comment on column exchange.conformity.made_at is '出具时间';
comment on column exchange.conformity.made_by is '出具人';
