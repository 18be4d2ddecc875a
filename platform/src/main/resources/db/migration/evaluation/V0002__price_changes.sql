-- Why: 算术修正 of a price by the panel, which binds only when the bidder accepts it.
-- Locks: new table; two indexes on tables that are written only while a panel sits (share lock). 10 M rows: a minute.
-- Undo: drop table evaluation.price_change and the two indexes.
create table evaluation.price_change (
    inquiry   uuid    primary key references evaluation.inquiry (id),
    trade     text    not null,
    bid       text    not null,
    stated    numeric not null,
    corrected numeric not null,
    applied   text[]  not null,
    accepted  boolean,
    foreign key (trade, bid) references evaluation.bid (trade, id)
);
-- One that is open or accepted at a time.
create unique index price_change_bid on evaluation.price_change (trade, bid) where accepted is distinct from false;
create index bid_organisation on evaluation.bid (organisation);
create index inquiry_open on evaluation.inquiry (trade, bid) where answered_at is null;
comment on table evaluation.price_change is '投标报价的算术修正';
comment on column evaluation.price_change.inquiry is '要求投标人确认的澄清';
comment on column evaluation.price_change.trade is '交易标识码';
comment on column evaluation.price_change.bid is '投标';
comment on column evaluation.price_change.stated is '修正前报价（元）';
comment on column evaluation.price_change.corrected is '修正后报价（元）';
comment on column evaluation.price_change.applied is '适用的修正规则';
comment on column evaluation.price_change.accepted is '投标人是否接受；空为未答复';
