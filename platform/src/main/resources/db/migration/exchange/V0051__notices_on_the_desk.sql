-- Why: the data officer looks at a brought-in notice beside its original, mends fields and sends again, or drops it with a reason.
-- Locks: exchange.notice for the time of adding columns with constant defaults (no rewrite). 10 M rows: the update of kinds some minutes.
-- Undo: drop the columns; what was mended and queued stays queued.
alter table exchange.notice
    add column line    text   not null default '',
    add column mended  text   not null default '{}',
    add column chosen  text   not null default '',
    add column dropped text   not null default '',
    add column kinds   text[] not null default '{}',
    add column account text   not null default '';
update exchange.notice set kinds = array(select distinct gap ->> 'gap' from jsonb_array_elements(gaps::jsonb) gap);
comment on column exchange.notice.line is '导入的原文（JSON），早先导入的为空';
comment on column exchange.notice.mended is '数据管理员补正的字段和值（JSON），空值为去掉';
comment on column exchange.notice.chosen is '数据管理员指定的数据集，公告自己能确定时为空';
comment on column exchange.notice.dropped is '不报送的理由，报送的为空';
comment on column exchange.notice.kinds is '缺口的种类，供检索和计数';
comment on column exchange.notice.account is '导入人的账户，早先导入的为空';
