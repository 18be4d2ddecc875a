-- Why: records of people (experts, practitioners), each known without keeping an identity number; the list of staff in
-- pages; the score that a tender's documents ask for, frozen for its evaluators (S2, R3; CR-01).
-- Locks: credit.record for the new columns (no rewrite) and the unique index; seconds on 10 M rows.
-- Undo: drop table credit.frozen_score; drop the two columns; restore unique (organisation, decision, category).
alter table credit.record add column person_key text check (length(person_key) = 64);
alter table credit.record add column person_account uuid;
alter table credit.record alter column organisation drop not null;
alter table credit.record add constraint record_is_of_somebody
    check (organisation is not null or person_account is not null);
alter table credit.record add constraint record_person_is_known
    check ((person is null) = (person_key is null and person_account is null)) not valid;
alter table credit.record drop constraint record_organisation_decision_category_key;
create unique index record_once on credit.record (coalesce(organisation, person_account), decision, category,
    coalesce(person_key, person_account::text, ''));
create index record_state on credit.record (state, changed_at, id);
create index record_person_account on credit.record (person_account) where person_account is not null;
create index record_person_key on credit.record (person_key) where person_key is not null;
comment on column credit.record.person_key is '所涉人员：证件号码的带密钥摘要，不存号码';
comment on column credit.record.person_account is '所涉人员在本平台的账户（评标专家）';

create table credit.frozen_score (
    trade        text        not null,
    organisation uuid        not null,
    at           timestamptz not null,
    digest       text        not null,
    content      jsonb       not null,
    primary key (trade, organisation)
);
comment on table credit.frozen_score is '招标文件约定使用信用评价时，固化给评标委员会的信用得分及其理由';
comment on column credit.frozen_score.trade is '统一交易标识码';
comment on column credit.frozen_score.organisation is '投标人';
comment on column credit.frozen_score.at is '固化时间';
comment on column credit.frozen_score.digest is 'SM3 摘要';
comment on column credit.frozen_score.content is '得分、模型、逐条理由、从业人员记录';
