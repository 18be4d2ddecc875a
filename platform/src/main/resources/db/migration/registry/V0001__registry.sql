-- Why: what a region must report of its systems, pools, people on duty and outages (运行管理办法 §12 §25 §27 §30).
-- Locks: new tables only. 10 M rows: not applicable, some thousands. Undo: drop schema registry cascade; facts keep every version.
create table registry.entry (
    node text not null,
    id uuid not null,
    via text not null,
    kind text not null,
    region text not null,
    name text not null,
    fields text not null,
    starts_at timestamptz,
    ends_at timestamptz,
    ended boolean not null,
    version integer not null,
    changed_at timestamptz not null,
    changed_by text not null,
    sent_version integer not null,
    primary key (node, id)
);
comment on table registry.entry is '登记项：服务系统、交易系统、专家库、证书机构、联系人、值班';
comment on column registry.entry.node is '填报的节点';
comment on column registry.entry.id is '标识';
comment on column registry.entry.via is '从哪个下级节点收到，空为本节点填报';
comment on column registry.entry.kind is '种类';
comment on column registry.entry.region is '行政区划代码';
comment on column registry.entry.name is '名称或姓名';
comment on column registry.entry.fields is '各项内容（JSON），加密存放';
comment on column registry.entry.starts_at is '值班开始';
comment on column registry.entry.ends_at is '值班结束';
comment on column registry.entry.ended is '已注销';
comment on column registry.entry.version is '版本，从1起';
comment on column registry.entry.changed_at is '变更时间';
comment on column registry.entry.changed_by is '变更人';
comment on column registry.entry.sent_version is '上级已收到的版本';
create index entry_listed on registry.entry (kind, region, name);
create index entry_duty on registry.entry (starts_at, ends_at) where kind = 'DUTY' and not ended;

create table registry.outage (
    node text not null,
    id uuid not null,
    via text not null,
    region text not null,
    kind text not null,
    system text not null,
    what text not null,
    cause text not null,
    starts_at timestamptz not null,
    ends_at timestamptz,
    reported_at timestamptz not null,
    reported_by text not null,
    detected boolean not null,
    report text not null,
    closing text not null,
    warnings text not null,
    version integer not null,
    sent_version integer not null,
    primary key (node, id)
);
comment on table registry.outage is '停用和故障';
comment on column registry.outage.node is '停用的节点';
comment on column registry.outage.id is '标识';
comment on column registry.outage.via is '从哪个下级节点收到，空为本节点记录';
comment on column registry.outage.region is '行政区划代码';
comment on column registry.outage.kind is 'PLANNED计划停用 UNPLANNED非计划';
comment on column registry.outage.system is '停用的系统';
comment on column registry.outage.what is '情况';
comment on column registry.outage.cause is '原因类别';
comment on column registry.outage.starts_at is '开始';
comment on column registry.outage.ends_at is '恢复，计划停用先填预计恢复';
comment on column registry.outage.reported_at is '报告时间';
comment on column registry.outage.reported_by is '报告人';
comment on column registry.outage.detected is '由平台自动发现';
comment on column registry.outage.report is '故障报告：原因、处置、整改';
comment on column registry.outage.closing is '结案说明，空为未结案';
comment on column registry.outage.warnings is '不合要求之处（JSON）';
comment on column registry.outage.version is '版本，从1起';
comment on column registry.outage.sent_version is '上级已收到的版本';
create index outage_listed on registry.outage (starts_at desc);
