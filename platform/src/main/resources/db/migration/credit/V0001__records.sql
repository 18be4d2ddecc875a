-- Why: credit records of subjects and their people, each with its state (S2, R3; CR-01, CR-06, CR-07).
-- Locks: new table only. 10 M rows: not applicable. Undo: drop schema credit cascade.
create table credit.record (
    id           uuid primary key,
    organisation uuid        not null,
    name         text        not null,
    credit_code  text        not null,
    subject      text        not null,
    person       text,
    category     text        not null,
    decision     text        not null,
    authority    text        not null,
    decided_on   date        not null,
    basis        text        not null,
    matter       text        not null,
    ends_on      date        not null,
    bar_from     date,
    bar_to       date,
    repair_from  date,
    state        text        not null,
    collected_by uuid        not null,
    answer_by    date,
    plea         text,
    answer       text,
    changed_at   timestamptz not null,
    unique (organisation, decision, category)
);
create index record_organisation on credit.record (organisation) where bar_from is not null;
create index record_credit_code on credit.record (credit_code, decided_on desc);
comment on table credit.record is '信用记录';
comment on column credit.record.id is '编号';
comment on column credit.record.organisation is '主体（单位）';
comment on column credit.record.name is '主体名称';
comment on column credit.record.credit_code is '统一社会信用代码';
comment on column credit.record.subject is '主体类别';
comment on column credit.record.person is '所涉从业人员姓名；空为单位';
comment on column credit.record.category is '记录类别';
comment on column credit.record.decision is '文书号';
comment on column credit.record.authority is '作出机关';
comment on column credit.record.decided_on is '作出日期';
comment on column credit.record.basis is '依据';
comment on column credit.record.matter is '事由';
comment on column credit.record.ends_on is '失效日';
comment on column credit.record.bar_from is '禁止参加起日';
comment on column credit.record.bar_to is '禁止参加止日（不含）';
comment on column credit.record.repair_from is '可申请修复之日';
comment on column credit.record.state is '状态';
comment on column credit.record.collected_by is '归集人账户';
comment on column credit.record.answer_by is '答复期限';
comment on column credit.record.plea is '申诉或修复理由';
comment on column credit.record.answer is '答复';
comment on column credit.record.changed_at is '最近变更';
