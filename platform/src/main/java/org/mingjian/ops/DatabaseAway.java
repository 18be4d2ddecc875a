package org.mingjian.ops;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

/**
 * Tells a database that is gone, restarting or full from a bug. Whoever asked hears 503 and when to try again; the
 * act has not happened, or, when only the answer of its commit was lost, repeating it with the same idempotency key
 * or looking at the trade tells.
 */
public final class DatabaseAway {

    /** Seconds until another try is worth it: a PostgreSQL that was killed recovers within about as long. */
    public static final int RETRY_AFTER_SECONDS = 5;

    public static final String CODE = "DATABASE_AWAY";
    public static final String TITLE = "数据库暂时不可用";
    public static final String DETAIL = "请稍后重试；未得到回执的操作不算成功";

    /** PostgreSQL: connection, resources (disk, memory, connections), operator's stop, and I/O of its system. */
    private static final Set<String> CLASSES = Set.of("08", "53", "57", "58");

    private static final int DEEPEST = 20;

    private DatabaseAway() {}

    public static boolean causes(Throwable failure) {
        Throwable one = failure;
        for (int depth = 0; one != null && depth < DEEPEST; depth++) {
            if (one instanceof CannotGetJdbcConnectionException
                    || one instanceof CannotCreateTransactionException
                    // A commit or rollback fails only with the connection; the pool's reason has no state.
                    || one instanceof TransactionSystemException
                    || one instanceof DataAccessResourceFailureException
                    || one instanceof SQLTransientConnectionException
                    || one instanceof SQLException sql && isAway(sql.getSQLState())) {
                return true;
            }
            one = one.getCause();
        }
        return false;
    }

    private static boolean isAway(@Nullable String state) {
        return state != null && state.length() == 5 && CLASSES.contains(state.substring(0, 2));
    }
}
