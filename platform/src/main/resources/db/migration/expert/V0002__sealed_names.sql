-- Why: names of experts and their ties are secret (招标投标法 §37) and personal (个人信息保护法 §51): they lie sealed (SM4) from
-- now on; rows that are there are sealed by the platform at its next start. A keyed digest finds a whole name.
-- Locks: adds columns without a rewrite, an index under a lock: 10 M rows about ten seconds; sealing afterwards in batches.
-- Undo: open the values through the platform before dropping the column.
alter table expert.expert add column name_index text;
create index expert_name_index on expert.expert (name_index);
create index expert_unsealed on expert.expert (id) where name_index is null;
comment on column expert.expert.name is '姓名（密文）';
comment on column expert.expert.name_index is '姓名的带密钥摘要，用于按全名查找';
comment on column expert.expert.ties is '利害关系：曾任职、近亲属任职、持股（密文）';
