-- Why: attacks seen, counted by the minute; alarms; addresses and accounts that are slowed or shut for a time
-- (GB/T 22239-2019 8.1.4.4 入侵防范).
-- Locks: new tables only. 10 M rows: attack_count grows by attack and is forgotten after half a year. Undo: drop schema
-- watch cascade.
create table watch.attack_count (
    minute  timestamptz not null,
    rule    text        not null,
    address text        not null,
    account text        not null,
    count   bigint      not null check (count > 0),
    sample  text        not null,
    primary key (minute, rule, address, account)
);
create index attack_count_address on watch.attack_count (address, minute);
comment on table watch.attack_count is '识别到的攻击，按分钟计数';
comment on column watch.attack_count.minute is '分钟';
comment on column watch.attack_count.rule is '规则';
comment on column watch.attack_count.address is '来源地址；IPv6 为前 64 位';
comment on column watch.attack_count.account is '账户编号；未登录为空';
comment on column watch.attack_count.count is '次数，各节点合计';
comment on column watch.attack_count.sample is '其中一次命中的文字，截短';

create table watch.alarm (
    id      bigint generated always as identity primary key,
    at      timestamptz not null,
    kind    text        not null,
    subject text        not null,
    detail  text        not null,
    seen_by text,
    seen_at timestamptz
);
create index alarm_unseen on watch.alarm (id) where seen_at is null;
comment on table watch.alarm is '告警：公开页面与记录不符、上传文件含病毒等';
comment on column watch.alarm.id is '编号';
comment on column watch.alarm.at is '时间';
comment on column watch.alarm.kind is '种类';
comment on column watch.alarm.subject is '对象';
comment on column watch.alarm.detail is '说明';
comment on column watch.alarm.seen_by is '处理人';
comment on column watch.alarm.seen_at is '处理时间；空为待处理';

create table watch.barrier (
    id           uuid primary key,
    target       text        not null check (target in ('ADDRESS', 'ACCOUNT')),
    subject      text        not null,
    title        text        not null,
    measure      text        not null check (measure in ('SLOW', 'SHUT')),
    starts_at    timestamptz not null,
    ends_at      timestamptz not null,
    reason       text        not null,
    set_by       uuid        not null,
    set_name     text        not null,
    confirmed_by uuid,
    confirmed_name text,
    confirmed_at timestamptz,
    lifted_by    uuid,
    lifted_name  text,
    lifted_at    timestamptz,
    lifted_why   text,
    check (ends_at > starts_at),
    check (confirmed_by is null or confirmed_by <> set_by)
);
create index barrier_standing on watch.barrier (ends_at) where lifted_at is null;
comment on table watch.barrier is '对来源地址或账户的限速与封禁，到期自动解除';
comment on column watch.barrier.id is '编号';
comment on column watch.barrier.target is '对象类别：地址、账户';
comment on column watch.barrier.subject is '地址或账户编号';
comment on column watch.barrier.title is '对象名称';
comment on column watch.barrier.measure is '措施：SLOW 限速、SHUT 封禁';
comment on column watch.barrier.starts_at is '起';
comment on column watch.barrier.ends_at is '止';
comment on column watch.barrier.reason is '理由，告知被限制者';
comment on column watch.barrier.set_by is '安全管理员';
comment on column watch.barrier.set_name is '安全管理员姓名';
comment on column watch.barrier.confirmed_by is '复核人；封禁账户须由第二人复核才生效';
comment on column watch.barrier.confirmed_name is '复核人姓名';
comment on column watch.barrier.confirmed_at is '复核时间';
comment on column watch.barrier.lifted_by is '解除人';
comment on column watch.barrier.lifted_name is '解除人姓名';
comment on column watch.barrier.lifted_at is '解除时间';
comment on column watch.barrier.lifted_why is '解除理由';
