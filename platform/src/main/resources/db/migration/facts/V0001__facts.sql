-- Why: the insert-only record of every act and the Merkle log over it.
-- Locks: new tables only. 10 M rows: not applicable. Undo: drop schema facts cascade (destroys the record).
create table facts.fact (
    id       bigint generated always as identity primary key,
    stream   text        not null,
    seq      bigint      not null,
    kind     text        not null,
    at       timestamptz not null,
    secrecy  text        not null check (secrecy in ('PUBLIC', 'PARTIES', 'SEALED')),
    digest   bytea       not null check (octet_length(digest) = 32),
    content  bytea,
    unique (stream, seq)
);
comment on table facts.fact is '事实：每一个行为一条，只增不改';
comment on column facts.fact.id is '内部编号，按写入先后，不是存证序号';
comment on column facts.fact.stream is '事实流：关于谁或什么，如 trade:统一交易标识码';
comment on column facts.fact.seq is '流内序号，从 1 起';
comment on column facts.fact.kind is '事实种类';
comment on column facts.fact.at is '服务器时间，毫秒';
comment on column facts.fact.secrecy is '保密级别：公开、当事人与监管、密封';
comment on column facts.fact.digest is '内容规范形式的 SM3 摘要';
comment on column facts.fact.content is '内容：公开的为规范 JSON，其余以 SM4-GCM 加密；依法删除个人信息后为空';

create table facts.pending (id bigint primary key);
comment on table facts.pending is '待编序号的事实';
comment on column facts.pending.id is '事实内部编号';

create table facts.position (
    position bigint primary key,
    fact     bigint not null unique,
    leaf     bytea  not null
);
comment on table facts.position is '存证序号：全局连续，按提交先后';
comment on column facts.position.position is '存证序号，从 1 起，等于叶序号加一';
comment on column facts.position.fact is '事实内部编号';
comment on column facts.position.leaf is 'Merkle 叶散列（SM3）';

create table facts.stream (stream text primary key, head bigint not null);
comment on table facts.stream is '每个事实流的末序号';
comment on column facts.stream.stream is '事实流';
comment on column facts.stream.head is '已用的最大流内序号';

create table facts.node (
    level smallint not null,
    index bigint   not null,
    hash  bytea    not null,
    primary key (level, index)
);
comment on table facts.node is 'Merkle 上层散列：每层 256 个下层散列合一';
comment on column facts.node.level is '分片层，1 起';
comment on column facts.node.index is '层内序号，0 起';
comment on column facts.node.hash is '散列（SM3）';

create table facts.checkpoint (
    size bigint primary key,
    root bytea       not null,
    note text        not null,
    at   timestamptz not null
);
comment on table facts.checkpoint is '检查点：签名的树头';
comment on column facts.checkpoint.size is '树中事实条数';
comment on column facts.checkpoint.root is 'Merkle 根';
comment on column facts.checkpoint.note is 'C2SP 签名文本（SM2）';
comment on column facts.checkpoint.at is '签发时间';

create table facts.disclosure (
    fact  bigint primary key,
    at    timestamptz not null,
    basis text        not null
);
comment on table facts.disclosure is '保密事实依法公开的记录';
comment on column facts.disclosure.fact is '事实内部编号';
comment on column facts.disclosure.at is '公开时间';
comment on column facts.disclosure.basis is '公开依据';

create table facts.reader (name text primary key, position bigint not null);
comment on table facts.reader is '读取者读到的存证序号';
comment on column facts.reader.name is '读取者';
comment on column facts.reader.position is '已读到的存证序号';

create function facts.refuse_change() returns trigger language plpgsql as $$
begin
    if tg_table_name = 'fact' and tg_op = 'UPDATE' then
        if new.content is null
           and row(new.id, new.stream, new.seq, new.kind, new.at, new.secrecy, new.digest)
               is not distinct from row(old.id, old.stream, old.seq, old.kind, old.at, old.secrecy, old.digest) then
            return new; -- 依法删除个人信息：只清空内容，摘要保留
        end if;
    end if;
    raise exception '% on facts.% refused: the record is insert-only', tg_op, tg_table_name
        using errcode = 'insufficient_privilege';
end $$;

create trigger insert_only before update or delete on facts.fact for each row execute function facts.refuse_change();
create trigger insert_only before update or delete on facts.position
    for each row execute function facts.refuse_change();
create trigger insert_only before update or delete on facts.node for each row execute function facts.refuse_change();
create trigger insert_only before update or delete on facts.checkpoint
    for each row execute function facts.refuse_change();
create trigger insert_only before update or delete on facts.disclosure
    for each row execute function facts.refuse_change();
create trigger no_truncate before truncate on facts.fact for each statement execute function facts.refuse_change();
create trigger no_truncate before truncate on facts.position
    for each statement execute function facts.refuse_change();
create trigger no_truncate before truncate on facts.node for each statement execute function facts.refuse_change();
create trigger no_truncate before truncate on facts.checkpoint
    for each statement execute function facts.refuse_change();
