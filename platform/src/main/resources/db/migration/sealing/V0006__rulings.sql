-- Why: whose cause it was that a bid was not opened, where the record alone does not decide it or decided it wrongly:
-- proposed by the host with reasons, confirmed by a second person (20号令 §31).
-- Locks: new table only. 10 M rows: not applicable. Undo: drop table sealing.ruling.
create table sealing.ruling (
    bid          uuid primary key references sealing.bid (id),
    trade        text        not null,
    blame        text        not null,
    reason       text        not null,
    proposed_by  uuid        not null,
    proposer     text        not null,
    organisation uuid,
    proposed_at  timestamptz not null,
    confirmer    text,
    confirmed_at timestamptz
);
create index ruling_trade on sealing.ruling (trade);
comment on table sealing.ruling is '未解密原因的认定：主持人提出，第二人确认后生效';
comment on column sealing.ruling.bid is '投标';
comment on column sealing.ruling.trade is '统一交易标识码';
comment on column sealing.ruling.blame is '认定：BIDDER 投标人原因，OTHERS 投标人之外的原因';
comment on column sealing.ruling.reason is '理由和证据';
comment on column sealing.ruling.proposed_by is '提出认定的账户';
comment on column sealing.ruling.proposer is '提出人';
comment on column sealing.ruling.organisation is '提出人所属组织';
comment on column sealing.ruling.proposed_at is '提出时间';
comment on column sealing.ruling.confirmer is '确认人';
comment on column sealing.ruling.confirmed_at is '确认时间';
