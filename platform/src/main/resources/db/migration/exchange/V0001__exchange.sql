-- Why: records of the national data specification, built from the facts (运行管理办法 §5-§9); all but the keys can be rebuilt.
-- Locks: new tables only. 10 M rows: not applicable. Undo: drop schema exchange cascade, then rebuild the reader.
create table exchange.trade (
    code    text primary key,
    context text not null
);
comment on table exchange.trade is '每宗交易已知的事实，供组成上报记录';
comment on column exchange.trade.code is '统一交易标识码';
comment on column exchange.trade.context is '各类事实的最新内容（JSON）';

create table exchange.issued_key (
    dataset  text not null,
    identity text not null,
    key      text not null unique,
    primary key (dataset, identity)
);
comment on table exchange.issued_key is '已赋的数据主键；重建时保留，主键一经使用不再变化';
comment on column exchange.issued_key.dataset is '数据集编号';
comment on column exchange.issued_key.identity is '记录的身份（如标段编号）';
comment on column exchange.issued_key.key is '数据唯一主键';

create table exchange.key_counter (
    dataset text not null,
    day     text not null,
    last    integer not null,
    primary key (dataset, day)
);
comment on table exchange.key_counter is '数据主键的流水号';
comment on column exchange.key_counter.dataset is '数据集编号';
comment on column exchange.key_counter.day is '日期（yyyyMMdd）';
comment on column exchange.key_counter.last is '最后用过的流水号';

create table exchange.outgoing (
    position bigint      primary key,
    dataset  text        not null,
    key      text        not null,
    op       smallint    not null,
    channel  smallint    not null,
    trade    text        not null,
    fields   json        not null,
    withheld json        not null,
    gaps     json        not null,
    problems json        not null,
    ready    boolean     not null,
    newest   boolean     not null,
    fact     bigint      not null,
    at       timestamptz not null
);
create index outgoing_key on exchange.outgoing (key, position);
create index outgoing_trade on exchange.outgoing (trade, position);
create index outgoing_ready on exchange.outgoing (position) where ready;
create index outgoing_held on exchange.outgoing (position) where newest and not ready;
comment on table exchange.outgoing is '应上报的记录，按形成的先后';
comment on column exchange.outgoing.position is '序号';
comment on column exchange.outgoing.dataset is '数据集编号';
comment on column exchange.outgoing.key is '数据唯一主键';
comment on column exchange.outgoing.op is '操作类型：1新增 2修改 3删除';
comment on column exchange.outgoing.channel is '通道：1实时 2历史和测试';
comment on column exchange.outgoing.trade is '统一交易标识码';
comment on column exchange.outgoing.fields is '字段和值';
comment on column exchange.outgoing.withheld is '保留不报的字段和理由';
comment on column exchange.outgoing.gaps is '没有事实可填的必填字段和原因';
comment on column exchange.outgoing.problems is '检查发现的问题';
comment on column exchange.outgoing.ready is '检查合格，可以上报';
comment on column exchange.outgoing.newest is '该主键最新的一条';
comment on column exchange.outgoing.fact is '形成它的事实的存证序号';
comment on column exchange.outgoing.at is '该事实发生的时间';
