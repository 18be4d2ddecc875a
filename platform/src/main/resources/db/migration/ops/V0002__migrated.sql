-- Why: one row tells at a start that every schema is as the program's scripts make it, without asking each history.
-- Locks: none (new table). 10 M rows: not applicable. Undo: DROP TABLE ops.migrated; the next start looks at each schema.

CREATE TABLE ops.migrated (
    id          smallint    PRIMARY KEY CHECK (id = 1),
    fingerprint text        NOT NULL,
    at          timestamptz NOT NULL DEFAULT now()
);

COMMENT ON TABLE  ops.migrated             IS '数据库结构已按哪一套脚本更新';
COMMENT ON COLUMN ops.migrated.id          IS '恒为 1';
COMMENT ON COLUMN ops.migrated.fingerprint IS '全部脚本（名称与内容）的 SM3 摘要';
COMMENT ON COLUMN ops.migrated.at          IS '更新完成时间';
