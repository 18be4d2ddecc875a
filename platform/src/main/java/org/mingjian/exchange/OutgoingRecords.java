package org.mingjian.exchange;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.mingjian.spec.DataRecord;
import org.mingjian.spec.Problem;

/**
 * The records that this platform owes the level above, in the order they became due. Positions grow and are
 * committed in order; they start again after {@code rebuild exchange}, while a record's key never changes.
 */
public interface OutgoingRecords {

    /**
     * A record ready to be sent: it passed every check when it was built.
     *
     * @param position in this feed, from 1, with gaps where records are held
     * @param trade 统一交易标识码
     * @param fact position of the fact that made it
     * @param at when that fact became true; the 10 minutes of 运行管理办法 §9 count from it
     */
    record Outgoing(long position, DataRecord record, String trade, long fact, Instant at) {}

    /**
     * A record that cannot go out.
     *
     * @param gaps mandatory fields that no fact says, with the reason
     * @param problems what else the checks found
     */
    record Held(
            long position,
            DataRecord record,
            String trade,
            Instant at,
            Map<String, String> gaps,
            List<Problem> problems) {}

    /** Ready records after a position, in order. */
    List<Outgoing> after(long position, int limit);

    /** The last position given out, held ones included. */
    long head();

    /** The newest state of each record that is held, newest first. */
    List<Held> held(int page, int size);

    /** Ready records of one trade, in order. */
    List<Outgoing> ofTrade(String trade);

    /** Held records of one trade, in order. */
    List<Held> heldOfTrade(String trade);
}
