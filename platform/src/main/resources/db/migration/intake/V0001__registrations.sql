-- Why: registrations (进场登记) from the first draft to acceptance.
-- Locks: new tables only. 10 M rows: not applicable. Undo: drop schema intake cascade.
create table intake.registration (
    id                  uuid primary key,
    applicant           uuid        not null,
    applicant_name      text        not null,
    tenderer            uuid,
    state               text        not null check (state in ('DRAFT', 'SUBMITTED', 'RETURNED', 'ACCEPTED')),
    version             bigint      not null default 0,
    draft               jsonb       not null,
    words               text        not null,
    reason              text,
    project_code        text,
    tender_project_code text,
    section_code        text,
    trade_code          text unique,
    created_at          timestamptz not null,
    updated_at          timestamptz not null,
    submitted_at        timestamptz,
    decided_at          timestamptz,
    check ((state = 'ACCEPTED') = (trade_code is not null))
);
create index registration_applicant on intake.registration (applicant, updated_at desc);
create index registration_tenderer on intake.registration (tenderer) where tenderer is not null;
create index registration_state on intake.registration (state, submitted_at);
comment on table intake.registration is '进场登记';
comment on column intake.registration.id is '编号';
comment on column intake.registration.applicant is '登记单位：招标人或其代理机构';
comment on column intake.registration.applicant_name is '登记单位名称';
comment on column intake.registration.tenderer is '招标人，提交时确定';
comment on column intake.registration.state is '状态';
comment on column intake.registration.version is '版本，用于并发检查';
comment on column intake.registration.draft is '填写的内容';
comment on column intake.registration.words is '检索用文字';
comment on column intake.registration.reason is '退回理由';
comment on column intake.registration.project_code is '项目编号';
comment on column intake.registration.tender_project_code is '招标项目编号';
comment on column intake.registration.section_code is '标段（包）编号';
comment on column intake.registration.trade_code is '统一交易标识码';
comment on column intake.registration.created_at is '建立时间';
comment on column intake.registration.updated_at is '最近修改时间';
comment on column intake.registration.submitted_at is '提交时间';
comment on column intake.registration.decided_at is '受理或退回时间';
