-- Why: whether a stored file was looked at for malicious code (GB/T 22239-2019 8.1.4.5), so that what no scanner could see when
-- it came is looked at later.
-- Locks: adds columns without a rewrite; the index is built under a lock, 10 M rows: about ten seconds. Undo: drop the columns.
alter table document.document
    add column scan text check (scan in ('CLEAN', 'INFECTED', 'SEALED', 'TOO_LARGE', 'MISSING')),
    add column signature text,
    add column scanned_at timestamptz;
create index document_unscanned on document.document (stored_at, id) where scan is null;
create index document_infected on document.document (sm3) where scan = 'INFECTED';
comment on column document.document.scan is '恶意代码检查：空为待查，CLEAN 未发现，INFECTED 发现，SEALED 密文不查，TOO_LARGE 超过上限不查，MISSING 内容不在存储中';
comment on column document.document.signature is '发现的恶意代码名称';
comment on column document.document.scanned_at is '检查时间';
