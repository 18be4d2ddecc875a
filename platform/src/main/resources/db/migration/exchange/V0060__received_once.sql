-- Why: a received record is written once and never again. What is judged of it lies beside: how far a lane is judged and
-- when, and the refused ones with their reasons (运行管理办法 §8, §11). Who receives and who judges hold different rows.
-- Locks: exclusive on exchange.inbound for a moment. 10 M rows: about one minute for the refused ones and one for the
-- moments, stop the exchange first. Undo: add the columns again and fill them from the two tables.
create table exchange.lane_judged (
    peer text not null,
    lane text not null,
    checked bigint not null,
    feedback bigint not null,
    primary key (peer, lane)
);
comment on table exchange.lane_judged is '下级发来的通道的校验进度';
comment on column exchange.lane_judged.peer is '下级节点';
comment on column exchange.lane_judged.lane is '通道标识';
comment on column exchange.lane_judged.checked is '已校验到的序号';
comment on column exchange.lane_judged.feedback is '最后的反馈序号';
insert into exchange.lane_judged (peer, lane, checked, feedback)
select peer, lane, checked, feedback from exchange.lane_in;
alter table exchange.lane_in drop column checked, drop column feedback;

create table exchange.judged (
    peer text not null,
    lane text not null,
    last bigint not null,
    at timestamptz not null,
    primary key (peer, lane, at, last)
);
comment on table exchange.judged is '何时校验到哪一条';
comment on column exchange.judged.peer is '下级节点';
comment on column exchange.judged.lane is '通道标识';
comment on column exchange.judged.last is '这一批最后的报送序号';
comment on column exchange.judged.at is '校验时间';
insert into exchange.judged (peer, lane, last, at)
select peer, lane, max(number), checked_at from exchange.inbound where checked_at is not null group by peer, lane, checked_at;

create table exchange.refused (
    peer text not null,
    lane text not null,
    number bigint not null,
    at timestamptz not null,
    problems text not null,
    primary key (peer, lane, number)
);
comment on table exchange.refused is '收到后退回的记录';
comment on column exchange.refused.peer is '下级节点';
comment on column exchange.refused.lane is '通道标识';
comment on column exchange.refused.number is '报送序号';
comment on column exchange.refused.at is '校验时间';
comment on column exchange.refused.problems is '退回原因（JSON）';
insert into exchange.refused (peer, lane, number, at, problems)
select peer, lane, number, coalesce(checked_at, received_at), problems from exchange.inbound where state = 'REFUSED';

drop index exchange.inbound_waiting;
alter table exchange.inbound drop column state, drop column checked_at, drop column problems, drop column warnings;
