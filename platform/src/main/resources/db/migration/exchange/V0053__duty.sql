-- Why: 及时率 counts from the day on which a source was admitted, not the past that it brings with it (运行管理办法 §9, §10); a second
-- admission does not move that day. Locks: a new table only. 10 M rows: not applicable, a handful. Undo: drop the table.
create table exchange.duty (
    source text not null,
    system text not null,
    begins timestamptz not null,
    primary key (source, system)
);
comment on table exchange.duty is '报送义务起算日：第一次准入的时间，以后不变';
comment on column exchange.duty.source is '节点代码或系统编号；上级平台的一行是本平台对上级的义务';
comment on column exchange.duty.system is '登记给这个节点的系统编号；空为节点本身';
comment on column exchange.duty.begins is '从这一刻起发布的数据应按时报送';
insert into exchange.duty (source, system, begins)
    select code, '', admitted_at from exchange.peer where kind <> 'SYSTEM'
    union all
    select code, unnest(string_to_array(systems, ',')), admitted_at from exchange.peer
    where kind <> 'SYSTEM' and systems <> ''
    union all
    select system, '', decided_at from exchange.connection where state = 'ADMITTED' and decided_at is not null;
