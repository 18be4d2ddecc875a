package org.mingjian.protection;

/** Where a public page that would have told too much is reported. */
public interface Leaks {

    /** @param page address of the page; never what it held */
    void stopped(String page, OutputGuard.Passed passed);
}
