package org.mingjian.document;

import java.io.OutputStream;

/** Writes a new document; {@link #close} stores it. A stream that was not closed leaves nothing. */
public abstract class DocumentOutput extends OutputStream {

    /** @throws IllegalStateException before the stream was closed */
    public abstract StoredDocument stored();
}
