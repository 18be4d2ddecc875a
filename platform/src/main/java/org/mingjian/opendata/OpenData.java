package org.mingjian.opendata;

import java.util.List;

/** What is open, for the page that lists it. */
public interface OpenData {

    /** Newest month first. */
    List<Month> months();

    /** Address of the licence the data is under. */
    String licence();

    /** The part of every ocid that names the publisher; registered with Open Contracting, or a placeholder. */
    String prefix();

    /**
     * @param month {@code yyyy-MM}, Asia/Shanghai
     * @param trades that became public in it
     * @param releases that were made in it
     */
    record Month(String month, long trades, long releases) {}
}
