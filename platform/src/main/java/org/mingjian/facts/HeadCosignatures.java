package org.mingjian.facts;

import java.util.List;

/** What other organisations signed below the log's tree heads. The module that collects it implements this. */
public interface HeadCosignatures {

    /** Signature lines for the tree head of this size, without line feeds. */
    List<String> lines(long size);

    /** Size of the largest tree head that enough of them signed; 0 when there is none. */
    long newestStanding();

    /** In words of ASCII, for a header: how many of how many, and whether that is enough. */
    String verdict(long size);
}
