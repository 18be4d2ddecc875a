-- Why: a comparison with the upper node that breaks off goes on from the last finished page, also after a restart (运行管理办法 §8).
-- Locks: exchange.comparing is empty between comparisons; written to the log of the database from now on. 10 M rows: nothing to do.
-- Undo: drop both tables, set exchange.comparing unlogged; what was not finished begins anew.
alter table exchange.comparing set logged;
create index comparing_key on exchange.comparing (book, dataset, key);
create table exchange.comparing_state (
    book        text        primary key,
    upper       text        not null,
    begun       timestamptz not null,
    after       text        not null,
    part        text        not null,
    key         text        not null,
    groups      integer     not null,
    records     bigint      not null,
    differences integer     not null
);
comment on table exchange.comparing_state is '没有比完的对账：下一次从这里继续';
comment on column exchange.comparing_state.book is '账本：real真实 test测试';
comment on column exchange.comparing_state.upper is '上级平台代码';
comment on column exchange.comparing_state.begun is '开始时间，也是本平台账本排好的时间';
comment on column exchange.comparing_state.after is '已比完的最后一组：数据集和日期';
comment on column exchange.comparing_state.part is '正在逐个主键比对的一组，空为没有';
comment on column exchange.comparing_state.key is '这一组里已比完的最后一个主键';
comment on column exchange.comparing_state.groups is '已比完的组数';
comment on column exchange.comparing_state.records is '已比完的本平台记录数';
comment on column exchange.comparing_state.differences is '已找出的差异数';
create table exchange.comparing_found (
    book    text not null,
    dataset text not null,
    key     text not null,
    what    text not null,
    primary key (book, dataset, key)
);
comment on table exchange.comparing_found is '没有比完的对账已找出的差异，比完后列出';
comment on column exchange.comparing_found.book is '账本：real真实 test测试';
comment on column exchange.comparing_found.dataset is '数据集编号';
comment on column exchange.comparing_found.key is '数据唯一主键';
comment on column exchange.comparing_found.what is 'MISSING上级没有 EXTRA上级多出 DIFFERENT内容不同';
