-- Why: whoever keeps deposits sees and confirms the bank lines of his own region only (S4): who paid for which trade is
-- a secret before the opening (招标投标法 §22). What one region could not match must not count as known in another.
-- Lines of before have no region: those who reach everything see them.
-- Locks: deposit.bank_line exclusively while the index is made. 10 M rows: about a minute.
-- Undo: drop the index and the column, add the unique constraint again.
alter table deposit.bank_line add column region text;
comment on column deposit.bank_line.region is '所属地区：对应交易的，或导入人单位的行政区划代码';
alter table deposit.bank_line drop constraint bank_line_day_amount_payer_account_reference_key;
create unique index bank_line_once
    on deposit.bank_line (day, amount, payer_account, reference, coalesce(region, ''));
