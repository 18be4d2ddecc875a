-- Why: certificates of several authorities side by side, SM2 and RSA; the development authority's key leaves the database.
-- Locks: rewrites identity.certificate (access exclusive); 10 M rows: about a minute. Undo: drop the columns, restore the
-- key on serial after deleting the rows of other authorities.
alter table identity.certificate
    add column authority text    not null default 'dev',
    add column chain     bytea[] not null default '{}',
    add column algorithm text    not null default 'SM2';
alter table identity.certificate drop constraint certificate_pkey;
alter table identity.certificate add primary key (serial, authority);
comment on column identity.certificate.authority is '颁发机构（信任名单内的短名）';
comment on column identity.certificate.chain is '持有人一并出示的中间证书';
comment on column identity.certificate.algorithm is '算法：SM2 或 RSA';
comment on column identity.certificate.public_key is '公钥：SM2 为 65 字节，RSA 为 SubjectPublicKeyInfo';

alter table identity.authority alter column private_key drop not null;
comment on column identity.authority.private_key is '私钥：已移至密钥文件，此列为空';
