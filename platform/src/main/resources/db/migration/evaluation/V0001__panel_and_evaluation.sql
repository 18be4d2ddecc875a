-- Why: panels, seats, sheets, inquiries, reports and signatures of evaluations.
-- Locks: new tables only. 10 M rows: not applicable. Undo: drop schema evaluation cascade.
create table evaluation.panel (
    trade        text primary key,
    size         integer     not null,
    needs        jsonb       not null,
    region_code  text,
    gather_at    timestamptz not null,
    area         text        not null,
    draw_facts   bigint[]    not null default '{}',
    disclosed    boolean     not null default false,
    requested_by uuid        not null
);
comment on table evaluation.panel is '评标委员会';
comment on column evaluation.panel.trade is '统一交易标识码';
comment on column evaluation.panel.size is '人数';
comment on column evaluation.panel.needs is '各专业抽取人数';
comment on column evaluation.panel.region_code is '优先抽取的区域';
comment on column evaluation.panel.gather_at is '集合时间';
comment on column evaluation.panel.area is '集合区域，签到前只告知到这里';
comment on column evaluation.panel.draw_facts is '记有名单的密封事实';
comment on column evaluation.panel.disclosed is '名单是否已公开';
comment on column evaluation.panel.requested_by is '申请人';

create table evaluation.seat (
    id        uuid primary key,
    trade     text        not null,
    number    integer     not null,
    expert    uuid,
    account   uuid        not null,
    specialty text,
    state     text        not null,
    called_at timestamptz not null,
    reason    text
);
create index seat_trade on evaluation.seat (trade);
create index seat_account on evaluation.seat (account);
comment on table evaluation.seat is '评委席位';
comment on column evaluation.seat.id is '编号';
comment on column evaluation.seat.trade is '统一交易标识码';
comment on column evaluation.seat.number is '席位号';
comment on column evaluation.seat.expert is '专家库编号，招标人代表为空';
comment on column evaluation.seat.account is '账户';
comment on column evaluation.seat.specialty is '抽取专业';
comment on column evaluation.seat.state is '状态';
comment on column evaluation.seat.called_at is '通知时间';
comment on column evaluation.seat.reason is '不能参加或回避的原因';

create table evaluation.evaluation (
    trade         text primary key,
    state         text        not null,
    started_at    timestamptz not null,
    report        text,
    digest        text,
    reported_at   timestamptz
);
comment on table evaluation.evaluation is '评标';
comment on column evaluation.evaluation.trade is '统一交易标识码';
comment on column evaluation.evaluation.state is '步骤：评审、报告待签、已提交';
comment on column evaluation.evaluation.started_at is '评标开始时间';
comment on column evaluation.evaluation.report is '评标报告';
comment on column evaluation.evaluation.digest is '评标报告摘要（SM3）';
comment on column evaluation.evaluation.reported_at is '提交时间';

create table evaluation.bid (
    trade          text    not null,
    id             text    not null,
    organisation   text    not null,
    name           text    not null,
    credit_code    text    not null,
    price          numeric not null,
    project_leader text,
    place          integer not null,
    primary key (trade, id)
);
comment on table evaluation.bid is '进入评标的投标';
comment on column evaluation.bid.trade is '统一交易标识码';
comment on column evaluation.bid.id is '投标编号';
comment on column evaluation.bid.organisation is '投标人编号';
comment on column evaluation.bid.name is '投标人名称';
comment on column evaluation.bid.credit_code is '统一社会信用代码';
comment on column evaluation.bid.price is '投标报价（元）';
comment on column evaluation.bid.project_leader is '项目负责人';
comment on column evaluation.bid.place is '唱标顺序';

create table evaluation.judgement (
    seat      uuid not null,
    bid       text not null,
    criterion text not null,
    value     text not null,
    code      text,
    reason    text,
    primary key (seat, bid, criterion)
);
comment on table evaluation.judgement is '评委对一个投标的一项评审意见';
comment on column evaluation.judgement.seat is '席位';
comment on column evaluation.judgement.bid is '投标';
comment on column evaluation.judgement.criterion is '评审项';
comment on column evaluation.judgement.value is '合格、不合格或分数';
comment on column evaluation.judgement.code is '否决原因代码';
comment on column evaluation.judgement.reason is '不合格理由';

create table evaluation.sheet (
    seat         uuid primary key,
    submitted_at timestamptz,
    signed_at    timestamptz,
    certificate  text,
    signature    bytea,
    dissent      text
);
comment on table evaluation.sheet is '评委的评分表与签名';
comment on column evaluation.sheet.seat is '席位';
comment on column evaluation.sheet.submitted_at is '提交时间，退回修改后为空';
comment on column evaluation.sheet.signed_at is '在报告上签名的时间';
comment on column evaluation.sheet.certificate is '签名证书序列号，口令确认的为空';
comment on column evaluation.sheet.signature is '签名值';
comment on column evaluation.sheet.dissent is '不同意见';

create table evaluation.inquiry (
    id          uuid primary key,
    trade       text        not null,
    bid         text        not null,
    kind        text        not null,
    question    text        not null,
    asked_seat  integer     not null,
    asked_at    timestamptz not null,
    due_at      timestamptz not null,
    answer      text,
    answered_at timestamptz
);
create index inquiry_trade on evaluation.inquiry (trade);
comment on table evaluation.inquiry is '评标澄清与低价说明';
comment on column evaluation.inquiry.id is '编号';
comment on column evaluation.inquiry.trade is '统一交易标识码';
comment on column evaluation.inquiry.bid is '投标';
comment on column evaluation.inquiry.kind is '澄清、低价说明、算术修正确认';
comment on column evaluation.inquiry.question is '要求澄清的内容';
comment on column evaluation.inquiry.asked_seat is '提出的席位号';
comment on column evaluation.inquiry.asked_at is '提出时间';
comment on column evaluation.inquiry.due_at is '答复截止时间';
comment on column evaluation.inquiry.answer is '投标人答复';
comment on column evaluation.inquiry.answered_at is '答复时间';
