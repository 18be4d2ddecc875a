-- Why: whoever decides about a record must govern it (S4): where the subject is registered, or where it was collected,
-- which is all there is for an expert. Records of before have no such region: those who reach everything decide.
-- Locks: credit.record exclusively for a moment (column without default). 10 M rows: milliseconds. Undo: drop the column.
alter table credit.record add column collected_in text;
comment on column credit.record.collected_in is '归集地区（归集人所在单位的行政区划代码）';
