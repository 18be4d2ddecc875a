-- Why: hearing feedback held the row that queueing needs for its next number, and queueing held the row that hearing needs
-- to tell a lower node: a deadlock that PostgreSQL ends after a second, and one of both waits as long.
-- Locks: new table only; three rows. 10 M rows: not applicable. Undo: copy the cursors back, drop the table.
create table exchange.lane_heard (
    lane text primary key,
    cursor bigint not null
);
comment on table exchange.lane_heard is '每个通道从上级取反馈的进度';
comment on column exchange.lane_heard.lane is '通道标识：LIVE实时 HISTORY历史 TEST测试';
comment on column exchange.lane_heard.cursor is '已取到的反馈序号';
insert into exchange.lane_heard (lane, cursor) select lane, cursor from exchange.lane_out;
comment on column exchange.lane_out.cursor is '停用：取反馈的进度改在lane_heard';
