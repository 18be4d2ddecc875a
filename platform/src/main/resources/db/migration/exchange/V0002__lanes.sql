-- Why: records travel up (city, province, nation) without loss or double: numbered lanes, receipts, feedback (运行管理办法 §8-§11).
-- Locks: new tables only. 10 M rows: not applicable. Undo: drop the tables; what was sent cannot be known any more.
-- JSON lies in text columns: a received record may hold U+0000, which json columns refuse, and must still be answered.
create table exchange.peer (
    code text primary key,
    name text not null,
    kind text not null,
    public_key text not null,
    secret text not null,
    url text not null,
    systems text not null,
    admitted_at timestamptz not null,
    admitted_by text not null,
    stopped boolean not null default false
);
comment on table exchange.peer is '对接节点：上级平台、下级平台、其他交易系统';
comment on column exchange.peer.code is '节点代码';
comment on column exchange.peer.name is '名称';
comment on column exchange.peer.kind is 'UPPER上级 LOWER下级 SYSTEM用旧接口的系统';
comment on column exchange.peer.public_key is 'SM2公钥（base64），旧接口的系统为空';
comment on column exchange.peer.secret is '旧接口的对接密钥，加密存放';
comment on column exchange.peer.url is '上级平台的地址';
comment on column exchange.peer.systems is '可以报送的系统编号，逗号分隔，空为不限';
comment on column exchange.peer.admitted_at is '准入时间';
comment on column exchange.peer.admitted_by is '准入人';
comment on column exchange.peer.stopped is '已停止对接';

create table exchange.lane_out (
    lane text primary key,
    last bigint not null,
    cursor bigint not null
);
comment on table exchange.lane_out is '发往上级的通道';
comment on column exchange.lane_out.lane is '通道标识：LIVE实时 HISTORY历史 TEST测试';
comment on column exchange.lane_out.last is '最后用过的报送序号';
comment on column exchange.lane_out.cursor is '已取到的反馈序号';

create table exchange.outbound (
    lane text not null,
    number bigint not null,
    dataset text not null,
    key text not null,
    op smallint not null,
    record text not null,
    digest text not null,
    content text not null,
    origin text not null,
    origin_number bigint not null,
    trade text not null,
    fact bigint not null,
    files text not null,
    day text not null,
    due timestamptz not null,
    queued_at timestamptz not null,
    state text not null,
    received_at timestamptz,
    decided_at timestamptz,
    problems text not null,
    higher text not null,
    settled boolean not null default false,
    primary key (lane, number)
);
comment on table exchange.outbound is '待报送和已报送的记录';
comment on column exchange.outbound.lane is '通道标识';
comment on column exchange.outbound.number is '报送序号，每个通道从1连续编号';
comment on column exchange.outbound.dataset is '数据集编号';
comment on column exchange.outbound.key is '数据唯一主键';
comment on column exchange.outbound.op is '操作类型：1新增 2修改 3删除';
comment on column exchange.outbound.record is '记录（JSON），按规则清理后为空';
comment on column exchange.outbound.digest is '记录的SM3摘要';
comment on column exchange.outbound.content is '不含操作和时间戳的SM3摘要';
comment on column exchange.outbound.origin is '来自哪个下级节点，空为本平台';
comment on column exchange.outbound.origin_number is '它在下级的报送序号';
comment on column exchange.outbound.trade is '统一交易标识码';
comment on column exchange.outbound.fact is '形成它的事实的存证序号';
comment on column exchange.outbound.files is '附件（JSON）';
comment on column exchange.outbound.day is '数据时间戳的日期';
comment on column exchange.outbound.due is '应报起算时间';
comment on column exchange.outbound.queued_at is '入列时间';
comment on column exchange.outbound.state is 'QUEUED待报 RECEIVED已接收 REFUSED被退回 ACCEPTED已入库';
comment on column exchange.outbound.received_at is '上级接收时间';
comment on column exchange.outbound.decided_at is '上级校验完成时间';
comment on column exchange.outbound.problems is '退回原因（JSON）';
comment on column exchange.outbound.higher is '更上级的处理结果（JSON）';
comment on column exchange.outbound.settled is '退回已处理：更正重报或确认不报';

create table exchange.sent_key (
    dataset text not null,
    key text not null,
    lane text not null,
    number bigint not null,
    op smallint not null,
    content text not null,
    fact bigint not null,
    standing boolean not null,
    primary key (dataset, key)
);
comment on table exchange.sent_key is '每个主键最后报送的情况';
comment on column exchange.sent_key.dataset is '数据集编号';
comment on column exchange.sent_key.key is '数据唯一主键';
comment on column exchange.sent_key.lane is '最后所在通道';
comment on column exchange.sent_key.number is '最后的报送序号';
comment on column exchange.sent_key.op is '最后的操作类型';
comment on column exchange.sent_key.content is '最后的内容摘要';
comment on column exchange.sent_key.fact is '最后的事实序号';
comment on column exchange.sent_key.standing is '上级已入库并且没有删除';

create table exchange.lane_in (
    peer text not null,
    lane text not null,
    next bigint not null,
    checked bigint not null,
    feedback bigint not null,
    primary key (peer, lane)
);
comment on table exchange.lane_in is '下级发来的通道';
comment on column exchange.lane_in.peer is '下级节点';
comment on column exchange.lane_in.lane is '通道标识';
comment on column exchange.lane_in.next is '等待的报送序号';
comment on column exchange.lane_in.checked is '已校验到的序号';
comment on column exchange.lane_in.feedback is '最后的反馈序号';

create table exchange.inbound (
    peer text not null,
    lane text not null,
    number bigint not null,
    dataset text not null,
    key text not null,
    op smallint not null,
    record text not null,
    digest text not null,
    content text not null,
    files text not null,
    due timestamptz not null,
    received_at timestamptz not null,
    state text not null,
    checked_at timestamptz,
    problems text not null,
    warnings text not null,
    primary key (peer, lane, number)
);
comment on table exchange.inbound is '收到的记录';
comment on column exchange.inbound.peer is '下级节点';
comment on column exchange.inbound.lane is '通道标识';
comment on column exchange.inbound.number is '报送序号';
comment on column exchange.inbound.dataset is '数据集编号';
comment on column exchange.inbound.key is '数据唯一主键';
comment on column exchange.inbound.op is '操作类型';
comment on column exchange.inbound.record is '记录（JSON）';
comment on column exchange.inbound.digest is '记录的SM3摘要';
comment on column exchange.inbound.content is '内容摘要';
comment on column exchange.inbound.files is '附件（JSON）';
comment on column exchange.inbound.due is '应报起算时间';
comment on column exchange.inbound.received_at is '接收时间';
comment on column exchange.inbound.state is 'RECEIVED已接收 REFUSED退回 ACCEPTED入库';
comment on column exchange.inbound.checked_at is '校验时间';
comment on column exchange.inbound.problems is '退回原因（JSON）';
comment on column exchange.inbound.warnings is '提示（JSON）';

create table exchange.standing (
    book text not null,
    dataset text not null,
    key text not null,
    peer text not null,
    sender text not null,
    code text not null,
    words text not null,
    deleted boolean not null,
    content text not null,
    day text not null,
    lane text not null,
    number bigint not null,
    primary key (book, dataset, key)
);
comment on table exchange.standing is '已入库的记录';
comment on column exchange.standing.book is '账本：real真实 test测试';
comment on column exchange.standing.dataset is '数据集编号';
comment on column exchange.standing.key is '数据唯一主键';
comment on column exchange.standing.peer is '来自哪个下级节点';
comment on column exchange.standing.sender is '系统编号';
comment on column exchange.standing.code is '唯一字段的值';
comment on column exchange.standing.words is '描述字段的摘要';
comment on column exchange.standing.deleted is '已删除';
comment on column exchange.standing.content is '内容摘要';
comment on column exchange.standing.day is '数据时间戳的日期';
comment on column exchange.standing.lane is '通道标识';
comment on column exchange.standing.number is '报送序号';

create table exchange.feedback (
    peer text not null,
    lane text not null,
    f bigint not null,
    found text not null,
    at timestamptz not null,
    primary key (peer, lane, f)
);
comment on table exchange.feedback is '给下级的反馈，按序号取走';
comment on column exchange.feedback.peer is '下级节点';
comment on column exchange.feedback.lane is '通道标识';
comment on column exchange.feedback.f is '反馈序号';
comment on column exchange.feedback.found is '反馈内容（JSON）';
comment on column exchange.feedback.at is '时间';

create table exchange.reach (
    peer text not null,
    minute timestamptz not null,
    good integer not null,
    bad integer not null,
    primary key (peer, minute)
);
comment on table exchange.reach is '与上级连通的记录，供计算可用率';
comment on column exchange.reach.peer is '上级节点';
comment on column exchange.reach.minute is '分钟';
comment on column exchange.reach.good is '成功次数';
comment on column exchange.reach.bad is '失败次数';

create table exchange.difference (
    lane text not null,
    dataset text not null,
    key text not null,
    what text not null,
    found_at timestamptz not null,
    primary key (lane, dataset, key)
);
comment on table exchange.difference is '与上级核对出的差异';
comment on column exchange.difference.lane is '通道标识';
comment on column exchange.difference.dataset is '数据集编号';
comment on column exchange.difference.key is '数据唯一主键';
comment on column exchange.difference.what is 'MISSING上级没有 EXTRA上级多出 DIFFERENT内容不同';
comment on column exchange.difference.found_at is '核对时间';

create index outbound_waiting on exchange.outbound (lane, number) where state = 'QUEUED';
create index outbound_open on exchange.outbound (lane, number) where state = 'RECEIVED';
create index outbound_refused on exchange.outbound (queued_at) where state = 'REFUSED';
create index outbound_day on exchange.outbound (queued_at);
create index outbound_key on exchange.outbound (dataset, key, number);
create index inbound_waiting on exchange.inbound (peer, lane, number) where state = 'RECEIVED';
create index inbound_day on exchange.inbound (received_at);
create index inbound_key on exchange.inbound (peer, dataset, key, number);
create index standing_code on exchange.standing (book, dataset, code) where code <> '' and not deleted;
create index standing_words on exchange.standing (book, dataset, words) where words <> '' and not deleted;
create index standing_peer on exchange.standing (peer, book, dataset, day);
insert into exchange.lane_out (lane, last, cursor) values ('LIVE', 0, 0), ('HISTORY', 0, 0), ('TEST', 0, 0);
