-- Why: three administrators (三员分立), separation of service, management and supervision, rights by level and data
-- scope with an end, posts, delegation. What the code refuses, the database refuses too.
-- Locks: account and account_role for the copy below; seconds on 10 M rows. Undo: copy standing grants back into
-- account_role, drop the new tables and columns.
create table identity.post (
    id           uuid primary key,
    organisation uuid not null references identity.organisation (id),
    title        text not null,
    unique (organisation, title)
);
comment on table identity.post is '岗位';
comment on column identity.post.id is '编号';
comment on column identity.post.organisation is '所在组织';
comment on column identity.post.title is '岗位名称';

alter table identity.account add column person bytea check (octet_length(person) = 32);
alter table identity.account add column post uuid references identity.post (id);
alter table identity.account add column must_change boolean not null default false;
alter table identity.account add column password_at timestamptz;
alter table identity.account add column password_version bigint not null default 0;
create index account_person on identity.account (person) where person is not null;
comment on column identity.account.person is '自然人：姓名与证件号码的带密钥 SM3 摘要；不存证件号码';
comment on column identity.account.post is '岗位';
comment on column identity.account.must_change is '下次登录须改口令';
comment on column identity.account.password_at is '口令设定时间';
comment on column identity.account.password_version is '口令版本，每改一次加一';

create table identity.old_password (
    account uuid        not null references identity.account (id),
    hash    text        not null,
    at      timestamptz not null
);
create index old_password_account on identity.old_password (account, at desc);
comment on table identity.old_password is '用过的口令，不得再用';
comment on column identity.old_password.account is '账户';
comment on column identity.old_password.hash is 'Argon2 散列';
comment on column identity.old_password.at is '停用时间';

create table identity.incompatible (
    one   text not null,
    other text not null,
    rule  text not null,
    basis text not null,
    primary key (one, other),
    check (one < other)
);
comment on table identity.incompatible is '不得由一人兼任的角色，每对一行';
comment on column identity.incompatible.one is '角色';
comment on column identity.incompatible.other is '另一角色';
comment on column identity.incompatible.rule is '规则';
comment on column identity.incompatible.basis is '依据';

insert into identity.incompatible (one, other, rule, basis)
select least(a.role, b.role), greatest(a.role, b.role), '三员分立',
       '《公共资源交易平台系统运行管理办法》§22；GB/T 22239-2019 8.1.5'
  from (values ('SYSTEM_ADMINISTRATOR'), ('SECURITY_ADMINISTRATOR'), ('AUDITOR')) a (role)
  join (values ('SYSTEM_ADMINISTRATOR'), ('SECURITY_ADMINISTRATOR'), ('AUDITOR')) b (role) on a.role < b.role;
insert into identity.incompatible (one, other, rule, basis)
select least(a.role, b.role), greatest(a.role, b.role), '管理员不得兼任业务角色',
       '《公共资源交易平台系统运行管理办法》§22；GB/T 22239-2019 8.1.4.2'
  from (values ('SYSTEM_ADMINISTRATOR'), ('SECURITY_ADMINISTRATOR'), ('AUDITOR')) a (role),
       (values ('TENDERER'), ('AGENCY'), ('BIDDER'), ('EXPERT'), ('CENTRE_STAFF'), ('WITNESS'), ('SUPERVISOR'),
               ('MANAGEMENT')) b (role);
insert into identity.incompatible (one, other, rule, basis)
select least(a.role, b.role), greatest(a.role, b.role), '服务、管理、监督相互分离', '晋政办发〔2015〕80号（八）'
  from (values ('CENTRE_STAFF', 'SERVICE'), ('WITNESS', 'SERVICE'), ('MANAGEMENT', 'MANAGEMENT'),
               ('SUPERVISOR', 'SUPERVISION')) a (role, class)
  join (values ('CENTRE_STAFF', 'SERVICE'), ('WITNESS', 'SERVICE'), ('MANAGEMENT', 'MANAGEMENT'),
               ('SUPERVISOR', 'SUPERVISION')) b (role, class) on a.class <> b.class and a.role < b.role;

create table identity.proposal (
    id         uuid primary key,
    kind       text        not null,
    account    uuid references identity.account (id),
    content    jsonb       not null,
    wanted_by  uuid        not null references identity.account (id),
    wanted_at  timestamptz not null,
    decided_by uuid references identity.account (id),
    decided_at timestamptz,
    outcome    text check (outcome in ('ACTIVATED', 'REJECTED', 'WITHDRAWN')),
    reason     text        not null default '',
    check ((outcome is null) = (decided_by is null) and (outcome is null) = (decided_at is null)),
    constraint proposal_needs_a_second_person check (outcome = 'WITHDRAWN' or decided_by <> wanted_by),
    constraint proposal_not_decided_by_whom_it_concerns check (outcome = 'WITHDRAWN' or decided_by <> account)
);
create index proposal_open on identity.proposal (wanted_at) where outcome is null;
comment on table identity.proposal is '账户与授权的变更：一人提议，另一人激活后生效';
comment on column identity.proposal.id is '编号';
comment on column identity.proposal.kind is '种类';
comment on column identity.proposal.account is '涉及的账户；新开账户激活前为空';
comment on column identity.proposal.content is '提议内容，提出后不变';
comment on column identity.proposal.wanted_by is '提议人';
comment on column identity.proposal.wanted_at is '提议时间';
comment on column identity.proposal.decided_by is '决定人，不得是提议人';
comment on column identity.proposal.decided_at is '决定时间';
comment on column identity.proposal.outcome is '结果：激活、驳回、撤回；空为待决';
comment on column identity.proposal.reason is '驳回理由';

-- A decision is made once, about what was proposed, by another natural person who is a security administrator.
create function identity.guard_proposal() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' then
        raise exception 'a proposal is never deleted' using errcode = 'insufficient_privilege';
    end if;
    if old.outcome is not null
       or row(new.id, new.kind, new.content, new.wanted_by, new.wanted_at)
          <> row(old.id, old.kind, old.content, old.wanted_by, old.wanted_at) then
        raise exception 'a proposal is decided once and never changed' using errcode = 'insufficient_privilege';
    end if;
    if new.outcome in ('ACTIVATED', 'REJECTED') and (
        select a.person from identity.account a where a.id = new.decided_by)
        = (select a.person from identity.account a where a.id = new.wanted_by) then
        raise exception 'one person proposed and decided' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger guard before update or delete on identity.proposal
    for each row execute function identity.guard_proposal();

create table identity.role_grant (
    id           uuid primary key,
    account      uuid        not null references identity.account (id),
    role         text        not null,
    organisation uuid references identity.organisation (id),
    post         uuid references identity.post (id),
    region       text check (region ~ '^\d{2}(\d{2}){0,2}$' and region !~ '^(\d{2}){0,2}00$'),
    department   uuid references identity.organisation (id),
    trade_kind   text,
    trade        text,
    from_at      timestamptz not null,
    ends_at      timestamptz,
    ended_at     timestamptz,
    ended_why    text        not null default '',
    source       text        not null check (source in ('PROPOSAL', 'REGISTERED', 'FOUNDING', 'DELEGATED')),
    proposal     uuid references identity.proposal (id),
    delegated_of uuid references identity.role_grant (id),
    check (ends_at is null or ends_at > from_at),
    check ((proposal is not null) = (source in ('PROPOSAL', 'DELEGATED'))),
    check ((delegated_of is not null) = (source = 'DELEGATED')),
    check (source <> 'DELEGATED' or ends_at is not null),
    check (source <> 'REGISTERED' or role in ('TENDERER', 'AGENCY', 'BIDDER'))
);
create index role_grant_account on identity.role_grant (account);
create index role_grant_role on identity.role_grant (role) where ended_at is null;
comment on table identity.role_grant is '授权：角色、范围、期限、由来';
comment on column identity.role_grant.id is '编号';
comment on column identity.role_grant.account is '账户';
comment on column identity.role_grant.role is '角色';
comment on column identity.role_grant.organisation is '因在此组织而有；调离即失效';
comment on column identity.role_grant.post is '因在此岗位而有；离岗即失效';
comment on column identity.role_grant.region is '地区范围：行政区划代码的前缀 2、4、6 位；空为不限';
comment on column identity.role_grant.department is '部门范围：该组织及其下级；空为不限';
comment on column identity.role_grant.trade_kind is '交易类别范围；空为不限';
comment on column identity.role_grant.trade is '单宗交易范围：统一交易标识码；空为不限';
comment on column identity.role_grant.from_at is '生效';
comment on column identity.role_grant.ends_at is '到期；空为不限期';
comment on column identity.role_grant.ended_at is '提前终止时间';
comment on column identity.role_grant.ended_why is '提前终止的原因';
comment on column identity.role_grant.source is '由来：提议激活、主体注册、建库、委托';
comment on column identity.role_grant.proposal is '激活它的提议';
comment on column identity.role_grant.delegated_of is '所委托的授权';

insert into identity.role_grant (id, account, role, organisation, from_at, source)
select gen_random_uuid(), r.account, r.role, a.organisation, a.created_at, 'FOUNDING'
  from identity.account_role r join identity.account a on a.id = r.account;
drop table identity.account_role;

-- Standing grants: begun, not over, still in the organisation and post for which they were given, and for a delegated
-- one only as long as the grant stands that it was taken from.
-- With ahead, those too that have not begun.
create function identity.standing(now timestamptz, ahead boolean default false)
    returns setof identity.role_grant language sql stable as $$
    select g.*
      from identity.role_grant g
      join identity.account a on a.id = g.account
     where g.ended_at is null and (ahead or g.from_at <= now) and (g.ends_at is null or g.ends_at > now)
       and (g.organisation = a.organisation or g.organisation is null and a.organisation is null)
       and (g.post is null or g.post = a.post)
       and (g.delegated_of is null or exists (
            select 1 from identity.role_grant o join identity.account p on p.id = o.account
             where o.id = g.delegated_of and o.ended_at is null and (o.ends_at is null or o.ends_at > now)
               and (o.organisation = p.organisation or o.organisation is null and p.organisation is null)
               and (o.post is null or o.post = p.post)
               and p.active))
$$;

-- 一人不得兼任: judged for the natural person over all their accounts, one writer for a person at a time.
create function identity.refuse_incompatible() returns trigger language plpgsql as $$
declare
    who   text;
    clash record;
begin
    select coalesce(encode(a.person, 'hex'), a.id::text) into who from identity.account a where a.id = new.account;
    perform pg_advisory_xact_lock(hashtextextended('identity.person:' || who, 0));
    select i.one, i.other, i.basis into clash
      from identity.role_grant g
      join identity.account a on a.id = g.account
      join identity.incompatible i on i.one = least(new.role, g.role) and i.other = greatest(new.role, g.role)
     where coalesce(encode(a.person, 'hex'), a.id::text) = who
       and g.id <> new.id and g.ended_at is null
       and (g.ends_at is null or g.ends_at > new.from_at)
       and (new.ends_at is null or new.ends_at > g.from_at)
     limit 1;
    if found then
        raise exception 'one person may not be % and %: %', clash.one, clash.other, clash.basis
            using errcode = 'check_violation', constraint = 'one_person_incompatible_roles';
    end if;
    return new;
end $$;
create trigger one_person_incompatible_roles after insert on identity.role_grant
    for each row execute function identity.refuse_incompatible();

-- A grant is given and may be ended; nothing else about it changes. A person's digest never changes: it decides above.
create function identity.guard_grant() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and old.ended_at is null and new.ended_at is not null
       and (to_jsonb(new) - 'ended_at' - 'ended_why') = (to_jsonb(old) - 'ended_at' - 'ended_why') then
        return new;
    end if;
    raise exception 'a grant may only be ended' using errcode = 'insufficient_privilege';
end $$;
create trigger guard before update or delete on identity.role_grant
    for each row execute function identity.guard_grant();

create function identity.guard_person() returns trigger language plpgsql as $$
begin
    if coalesce(new.person, '') <> coalesce(old.person, '') then
        raise exception 'whose account it is does not change' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;
create trigger guard_person before update on identity.account
    for each row execute function identity.guard_person();

alter table identity.session add column address text not null default '';
alter table identity.session add column device text not null default '';
alter table identity.session add column id uuid not null default gen_random_uuid() unique;
alter table identity.session add column enrolling boolean not null default false;
comment on column identity.session.address is '登录来源地址';
comment on column identity.session.device is '浏览器标识';
comment on column identity.session.id is '会话编号（不是令牌）';
comment on column identity.session.enrolling is '只可改口令和登记证书的会话';

-- What changed lately about whose rights: every node forgets what it remembered of them within a second.
create table identity.rights_change (
    account uuid,
    at      timestamptz not null default clock_timestamp()
);
create index rights_change_at on identity.rights_change (at);
comment on table identity.rights_change is '授权变动，供各节点清缓存';
comment on column identity.rights_change.account is '账户；空为全部（组织树变动）';
comment on column identity.rights_change.at is '时间';

create function identity.note_rights_change() returns trigger language plpgsql as $$
begin
    if tg_table_name = 'role_grant' then
        insert into identity.rights_change (account) values (new.account);
        insert into identity.rights_change (account)
        select d.account from identity.role_grant d where d.delegated_of = new.id;
    elsif tg_table_name = 'account' then
        if row(coalesce(new.organisation::text, ''), coalesce(new.post::text, ''), new.active)
           <> row(coalesce(old.organisation::text, ''), coalesce(old.post::text, ''), old.active) then
            insert into identity.rights_change (account) values (null);
        end if;
    else
        insert into identity.rights_change (account) values (null);
    end if;
    return null;
end $$;
create trigger note_rights_change after insert or update on identity.role_grant
    for each row execute function identity.note_rights_change();
create trigger note_rights_change after update on identity.account
    for each row execute function identity.note_rights_change();
create trigger note_rights_change after update on identity.organisation
    for each row execute function identity.note_rights_change();
