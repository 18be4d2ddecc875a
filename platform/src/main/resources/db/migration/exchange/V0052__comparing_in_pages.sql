-- Why: two ledgers are compared page by page; both sides need the same order, whatever the collation of their database.
-- Locks: the index blocks writes to exchange.standing while it is built. 10 M rows: about two minutes, stop the exchange first.
-- Undo: create the old index again, drop the new one and the table. The table holds nothing between comparisons and is not
-- logged: what a crash empties is made again by the next comparison.
create index standing_ordered on exchange.standing (peer, book, dataset collate "C", day collate "C", key collate "C")
    where not deleted;
drop index exchange.standing_peer;
create unlogged table exchange.comparing (
    book    text collate "C" not null,
    dataset text collate "C" not null,
    day     text collate "C" not null,
    key     text collate "C" not null,
    content text not null,
    primary key (book, dataset, day, key)
);
comment on table exchange.comparing is '核对时本平台应已入库的记录，核对完清空';
comment on column exchange.comparing.book is '账本：real真实 test测试';
comment on column exchange.comparing.dataset is '数据集编号';
comment on column exchange.comparing.day is '数据时间戳的日期';
comment on column exchange.comparing.key is '数据唯一主键';
comment on column exchange.comparing.content is '内容摘要';
