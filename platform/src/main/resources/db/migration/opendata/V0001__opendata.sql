-- Why: open contracting data, folded from the public facts; every row can be rebuilt from position 1.
-- Locks: new tables only. 10 M rows: not applicable. Undo: drop schema opendata cascade, then rebuild the reader.
create table opendata.record (
    code        text primary key,
    ocid        text        not null unique,
    first_month text        not null,
    changed_at  timestamptz not null,
    position    bigint      not null,
    state       text        not null
);
create index record_month on opendata.record (first_month, code);
comment on table opendata.record is '开放数据：每个交易的当前状态';
comment on column opendata.record.code is '统一交易标识码';
comment on column opendata.record.ocid is '开放合同标识';
comment on column opendata.record.first_month is '首次公开的年月';
comment on column opendata.record.changed_at is '最近一次变化的时间';
comment on column opendata.record.position is '最近一次变化的存证序号';
comment on column opendata.record.state is '当前状态，OCDS JSON';

create table opendata.release (
    position   bigint primary key,
    code       text        not null,
    release_id text        not null unique,
    at         timestamptz not null,
    month      text        not null,
    body       text        not null
);
create index release_code on opendata.release (code, position);
create index release_month on opendata.release (month, position);
comment on table opendata.release is '开放数据：发布';
comment on column opendata.release.position is '产生它的事实的存证序号';
comment on column opendata.release.code is '统一交易标识码';
comment on column opendata.release.release_id is '发布标识';
comment on column opendata.release.at is '发布时间';
comment on column opendata.release.month is '发布的年月';
comment on column opendata.release.body is '发布内容，OCDS JSON';
