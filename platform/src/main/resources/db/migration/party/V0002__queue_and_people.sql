-- Why: the queue of registrations that nobody looked at yet, in pages; registered people found again by a keyed digest.
-- Locks: party.entry for the new column (no rewrite) and two partial indexes; some minutes on 10 M rows.
-- Undo: drop the column and the indexes.
alter table party.entry add column person_key text check (length(person_key) = 64);
create index entry_waiting on party.entry (at, id) where newest and verified_at is null;
create index entry_person_key on party.entry (person_key) where newest and person_key is not null;
comment on column party.entry.person_key is '注册人员：证件号码的带密钥摘要';
