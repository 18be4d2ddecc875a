-- Why: a notice that is being written is kept here, so that a lost machine loses nothing; what happened to one's trades
-- since the last visit.
-- Locks: new tables only. 10 M rows: news is refilled by reading the record again, about an hour.
-- Undo: drop the three tables; ./mingjian rebuild news fills tender.news again.
create table tender.notice_draft (
    trade      uuid        primary key references tender.trade (id),
    content    jsonb       not null,
    version    bigint      not null,
    saved_by   uuid        not null,
    saved_name text        not null,
    saved_at   timestamptz not null
);
comment on table tender.notice_draft is '编制中的公告与招标文件';
comment on column tender.notice_draft.trade is '交易';
comment on column tender.notice_draft.content is '填写的内容';
comment on column tender.notice_draft.version is '版本号，防止两人互相覆盖';
comment on column tender.notice_draft.saved_by is '保存人账户';
comment on column tender.notice_draft.saved_name is '保存人';
comment on column tender.notice_draft.saved_at is '保存时间';

create table tender.news (
    position bigint      primary key,
    fact     bigint      not null,
    trade    text        not null,
    kind     text        not null,
    at       timestamptz not null
);
create index news_trade on tender.news (trade, position);
comment on table tender.news is '交易动态：各方工作台的消息由此读出';
comment on column tender.news.position is '存证位置';
comment on column tender.news.fact is '事实';
comment on column tender.news.trade is '交易标识码';
comment on column tender.news.kind is '事实种类';
comment on column tender.news.at is '时间';

create table tender.news_seen (
    account  uuid   primary key,
    position bigint not null
);
comment on table tender.news_seen is '各账户看到哪一条消息';
comment on column tender.news_seen.account is '账户';
comment on column tender.news_seen.position is '已看到的存证位置';
