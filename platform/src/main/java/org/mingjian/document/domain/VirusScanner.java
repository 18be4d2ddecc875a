package org.mingjian.document.domain;

import java.io.IOException;
import java.io.InputStream;

/** Port: a program that knows malicious code. */
public interface VirusScanner {

    /** Content that can be read again. */
    interface Content {
        InputStream open() throws IOException;
    }

    /** Never waits longer than its patience, and never fails otherwise than by {@link Verdict.Unscanned}. */
    Verdict scan(Content content, long size);

    /** What there is: {@code ClamAV 1.0.7/27000} at its address; empty when there is nothing that answers. */
    String version();
}
