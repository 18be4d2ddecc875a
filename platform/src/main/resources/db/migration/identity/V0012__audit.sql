-- Why: the auditor's trail, one line for every fact, insert-only; its source is the Merkle log.
-- Locks: new table only. 10 M rows: not applicable. Undo: drop the table and the functions.
create table identity.audit_entry (
    position bigint primary key,
    at       timestamptz not null,
    kind     text        not null,
    account  text        not null,
    name     text        not null,
    address  text        not null,
    act      text        not null,
    subject  text        not null,
    result   text        not null,
    digest   text        not null
);
create index audit_entry_at on identity.audit_entry (at);
create index audit_entry_account on identity.audit_entry (account, position desc);
create index audit_entry_kind on identity.audit_entry (kind, position desc);
comment on table identity.audit_entry is '审计记录：每个事实一条，只增不改';
comment on column identity.audit_entry.position is '存证序号';
comment on column identity.audit_entry.at is '时间';
comment on column identity.audit_entry.kind is '事件种类';
comment on column identity.audit_entry.account is '账户；密封的不显示';
comment on column identity.audit_entry.name is '姓名';
comment on column identity.audit_entry.address is '来源地址';
comment on column identity.audit_entry.act is '做了什么';
comment on column identity.audit_entry.subject is '对什么';
comment on column identity.audit_entry.result is '结果';
comment on column identity.audit_entry.digest is '事实摘要';

-- 留存: only forget_audit deletes, and never what is younger than a year (运行管理办法 §24).
create function identity.refuse_audit_change() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' and current_setting('mingjian.forgetting', true) = 'on'
       and old.at < now() - interval '1 year' then
        return old;
    end if;
    raise exception '% on identity.audit_entry refused: the trail is insert-only', tg_op
        using errcode = 'insufficient_privilege';
end $$;
create trigger insert_only before update or delete on identity.audit_entry
    for each row execute function identity.refuse_audit_change();
create trigger no_truncate before truncate on identity.audit_entry
    for each statement execute function identity.refuse_audit_change();

create function identity.forget_audit(before timestamptz) returns bigint language plpgsql security definer
    set search_path = pg_catalog as $$
declare
    gone bigint;
begin
    if before > now() - interval '1 year' then
        return 0;
    end if;
    perform set_config('mingjian.forgetting', 'on', true);
    delete from identity.audit_entry where at < before;
    get diagnostics gone = row_count;
    perform set_config('mingjian.forgetting', 'off', true);
    return gone;
end $$;
