-- Why: the pool of evaluation experts.
-- Locks: new table only. 10 M rows: not applicable. Undo: drop schema expert cascade.
create table expert.expert (
    id            uuid primary key,
    account       uuid unique,
    name          text        not null,
    employer      text        not null,
    employer_code text,
    region_code   text        not null,
    specialties   text[]      not null,
    years         integer     not null,
    ties          jsonb       not null,
    state         text        not null check (state in ('ACTIVE', 'PAUSED', 'RETIRED')),
    state_reason  text,
    state_since   timestamptz not null
);
create index expert_specialty on expert.expert using gin (specialties);
comment on table expert.expert is '评标专家';
comment on column expert.expert.id is '编号';
comment on column expert.expert.account is '登录账户，没有的不能被抽取';
comment on column expert.expert.name is '姓名';
comment on column expert.expert.employer is '现任职单位';
comment on column expert.expert.employer_code is '现任职单位统一社会信用代码';
comment on column expert.expert.region_code is '所在行政区划';
comment on column expert.expert.specialties is '评标专业代码';
comment on column expert.expert.years is '从业年限';
comment on column expert.expert.ties is '利害关系：曾任职、近亲属任职、持股';
comment on column expert.expert.state is '状态：在库、暂停、退出';
comment on column expert.expert.state_reason is '状态原因';
comment on column expert.expert.state_since is '状态起始时间';
