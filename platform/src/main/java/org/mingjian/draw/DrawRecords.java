package org.mingjian.draw;

/** 抽取记录, the files with which strangers repeat draws. */
public interface DrawRecords {

    /**
     * Canonical JSON, UTF-8, as {@code ./mingjian verify} reads it.
     *
     * @param draw such as {@code CODE/experts/1}
     * @throws org.mingjian.kernel.PlatformException while it is not drawn, or its pool is sealed
     */
    byte[] record(String draw);
}
