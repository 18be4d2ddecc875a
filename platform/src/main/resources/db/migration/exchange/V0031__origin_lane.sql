-- Why: a change takes the lane of what it changes while that is under way, so a record may go up on another lane than it
-- came from below; what is found of it must be told below on the lane it came on.
-- Locks: outbound for a moment (a column with a constant default is not written into rows). 10 M rows: the same. Undo: drop it.
alter table exchange.outbound add column origin_lane text not null default '';
comment on column exchange.outbound.origin_lane is '来自下级的哪个通道，空为同一通道';
