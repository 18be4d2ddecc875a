package org.mingjian.identity;

/**
 * 数据出口: asked before anything leaves the platform in bulk, for every list, file and export that an endpoint hands
 * out to somebody signed in. Who implements it counts, and stops what is not usual.
 */
public interface Outgoing {

    /** Each kind has limits of its own. */
    enum Kind {
        /** Personal or sealed items looked at, rows exported. */
        ROWS,
        /** Rows of a list on a screen. */
        LIST,
        /** Files. */
        FILE,
        /** Rows of the audit trail, whose whole use is to be exported. */
        TRAIL
    }

    /**
     * @param what the endpoint, such as {@code GET /api/documents/{id}}
     * @throws org.mingjian.kernel.RefusedException EXPORT_STOPPED
     */
    void take(Caller caller, Kind kind, String what, int amount);
}
