-- Why: 可用率 is asked of the front end, the system and the network apart (运行管理办法 §13 §27 §18), so an outage says which it was.
-- Locks: outage for a moment (constant default), then some rows. 10 M rows: not applicable, some thousands.
-- Undo: alter table registry.outage drop column part.
alter table registry.outage add column part text not null default 'SYSTEM';
update registry.outage set part = 'FRONT_END' where system like '%前置%';
update registry.outage set part = 'NETWORK' where part = 'SYSTEM' and system ~ '链路|网络|线路|专线';
comment on column registry.outage.part is '停用的是什么：FRONT_END前置系统 SYSTEM系统 NETWORK网络';
