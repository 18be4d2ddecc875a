-- Why: a bid names its leader in clear once it is opened; a ban of that person is looked for by name (S2).
-- Locks: credit.record against writes for the build, under a second on 10 M rows that name few people.
-- Undo: drop index credit.record_person_name.
create index record_person_name on credit.record (person) where person is not null and bar_from is not null;
