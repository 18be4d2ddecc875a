-- Why: notices that exist elsewhere are brought in as history, each with what it lacks, for the data officer.
-- Locks: new table only. 10 M rows: not applicable. Undo: drop the table; what was queued stays queued.
create table exchange.notice (
    id        text        primary key,
    digest    text        not null,
    dataset   text        not null,
    title     text        not null,
    published text        not null,
    source    text        not null,
    ready     boolean     not null,
    key       text        not null,
    gaps      text        not null,
    problems  text        not null,
    taken_at  timestamptz not null,
    taken_by  text        not null
);
create index notice_held on exchange.notice (taken_at desc, id) where not ready;
comment on table exchange.notice is '从其他网站导入的历史公告';
comment on column exchange.notice.id is '来源的记录编号';
comment on column exchange.notice.digest is '导入内容的SM3摘要，相同的不再处理';
comment on column exchange.notice.dataset is '数据集编号，不能确定时为空';
comment on column exchange.notice.title is '公告标题';
comment on column exchange.notice.published is '发布时间（原文）';
comment on column exchange.notice.source is '来源平台';
comment on column exchange.notice.ready is '检查合格，已列入历史通道';
comment on column exchange.notice.key is '数据唯一主键，不能确定数据集时为空';
comment on column exchange.notice.gaps is '缺口和说明（JSON）';
comment on column exchange.notice.problems is '按数据规范检查发现的问题（JSON）';
comment on column exchange.notice.taken_at is '导入时间';
comment on column exchange.notice.taken_by is '导入人';
