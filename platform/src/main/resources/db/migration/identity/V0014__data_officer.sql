-- Why: 数据管理 (data officers of province and cities) is a role of its own; administrators may not hold it (运行管理办法 §22).
-- Locks: three rows inserted. 10 M rows: not applicable. Undo: delete the three rows.
insert into identity.incompatible (one, other, rule, basis)
select least(a.role, 'DATA_OFFICER'), greatest(a.role, 'DATA_OFFICER'), '管理员不得兼任业务角色',
       '《公共资源交易平台系统运行管理办法》§22；GB/T 22239-2019 8.1.4.2'
  from (values ('SYSTEM_ADMINISTRATOR'), ('SECURITY_ADMINISTRATOR'), ('AUDITOR')) a (role);
