-- Why: the trigger looked at columns of facts.fact also for the other tables and refused them with a wrong message.
-- Locks: none on tables (the function is replaced). 10 M rows: at once. Undo: the function of V0001.
create or replace function facts.refuse_change() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and tg_table_name = 'fact' then
        if new.content is null
           and row(new.id, new.stream, new.seq, new.kind, new.at, new.secrecy, new.digest)
               is not distinct from row(old.id, old.stream, old.seq, old.kind, old.at, old.secrecy, old.digest) then
            return new; -- 依法删除个人信息：只清空内容，摘要保留
        end if;
    end if;
    raise exception '% on facts.% refused: the record is insert-only', tg_op, tg_table_name
        using errcode = 'insufficient_privilege';
end $$;
