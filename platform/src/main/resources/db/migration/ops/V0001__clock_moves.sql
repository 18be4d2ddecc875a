-- Why: a sandbox's clock may be moved forward; the moves survive a restart and stay visible.
-- Locks: none (new table). 10 M rows: not applicable. Undo: DROP TABLE ops.clock_move.

CREATE TABLE ops.clock_move (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    moved_from    timestamptz NOT NULL,
    moved_to      timestamptz NOT NULL,
    offset_millis bigint      NOT NULL,
    CHECK (moved_to >= moved_from)
);

COMMENT ON TABLE  ops.clock_move               IS '沙盒时钟调整记录（生产环境不使用）';
COMMENT ON COLUMN ops.clock_move.id            IS '序号';
COMMENT ON COLUMN ops.clock_move.moved_from    IS '调整前的平台时间';
COMMENT ON COLUMN ops.clock_move.moved_to      IS '调整后的平台时间';
COMMENT ON COLUMN ops.clock_move.offset_millis IS '平台时间比服务器时间快的毫秒数';
