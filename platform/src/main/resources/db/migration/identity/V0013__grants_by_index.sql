-- Why: giving a right read every grant twice, once for delegations and once for the person's other roles.
-- Locks: an index is built on role_grant, seconds on 10 M rows. Undo: drop the index, take the function of V0011.
create index role_grant_delegated on identity.role_grant (delegated_of) where delegated_of is not null;

create or replace function identity.refuse_incompatible() returns trigger language plpgsql as $$
declare
    digest bytea;
    clash  record;
begin
    select a.person into digest from identity.account a where a.id = new.account;
    perform pg_advisory_xact_lock(
        hashtextextended('identity.person:' || coalesce(encode(digest, 'hex'), new.account::text), 0));
    select i.one, i.other, i.basis into clash
      from identity.role_grant g
      join identity.incompatible i on i.one = least(new.role, g.role) and i.other = greatest(new.role, g.role)
     where g.account in (select new.account union all select a.id from identity.account a where a.person = digest)
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
