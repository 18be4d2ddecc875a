-- Why: the register of subjects, each form with all versions; achievements; what evaluators saw (S1, 主体库).
-- Locks: new tables only. 10 M rows: not applicable. Undo: drop schema party cascade.
create table party.entry (
    id            uuid        not null,
    version       integer     not null,
    organisation  uuid        not null,
    form          text        not null,
    content       jsonb       not null,
    document      uuid,
    at            timestamptz not null,
    account       uuid        not null,
    newest        boolean     not null default true,
    agrees        boolean,
    note          text,
    verified_by   text,
    verified_at   timestamptz,
    primary key (id, version)
);
create index entry_organisation on party.entry (organisation) where newest;
comment on table party.entry is '主体登记，每次修改一版';
comment on column party.entry.id is '登记编号';
comment on column party.entry.version is '版本';
comment on column party.entry.organisation is '单位';
comment on column party.entry.form is '登记表';
comment on column party.entry.content is '内容，涉密字段为密文';
comment on column party.entry.document is '证照影像';
comment on column party.entry.at is '填报时间';
comment on column party.entry.account is '填报账户';
comment on column party.entry.newest is '是否最新版';
comment on column party.entry.agrees is '核验结果：与证照是否一致；空为未核验';
comment on column party.entry.note is '核验说明';
comment on column party.entry.verified_by is '核验人';
comment on column party.entry.verified_at is '核验时间';

create table party.achievement (
    trade       text primary key,
    title       text not null,
    tenderer    text not null,
    credit_code text not null,
    price       text not null,
    signed_at   timestamptz
);
create index achievement_credit_code on party.achievement (credit_code);
comment on table party.achievement is '业绩：本平台签订的合同，由事实生成';
comment on column party.achievement.trade is '统一交易标识码';
comment on column party.achievement.title is '标段名称';
comment on column party.achievement.tenderer is '招标人';
comment on column party.achievement.credit_code is '中标人统一社会信用代码';
comment on column party.achievement.price is '合同价（元）';
comment on column party.achievement.signed_at is '合同签订时间；空为已中标未签约';

create table party.frozen (
    trade        text        not null,
    organisation uuid        not null,
    at           timestamptz not null,
    digest       text        not null,
    content      jsonb       not null,
    primary key (trade, organisation)
);
comment on table party.frozen is '评标时所见主体信息的固化';
comment on column party.frozen.trade is '统一交易标识码';
comment on column party.frozen.organisation is '单位';
comment on column party.frozen.at is '固化时间';
comment on column party.frozen.digest is 'SM3 摘要';
comment on column party.frozen.content is '固化内容，涉密字段除外';
