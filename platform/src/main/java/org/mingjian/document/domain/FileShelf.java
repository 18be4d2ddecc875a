package org.mingjian.document.domain;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.UUID;

/**
 * Port: where bytes lie. A part grows at its end until it is whole; a whole part is shelved under its SM3, taken
 * while it was written or else read back. Nothing that was told to be there may be lost by a kill or a power cut.
 */
public interface FileShelf {

    /** Bytes under an address. */
    record Shelved(String sm3, long size) {}

    /** The part is being written by another connection. */
    final class PartBusy extends IOException {
        private static final long serialVersionUID = 1L;
    }

    void begin(UUID part) throws IOException;

    /** How many bytes of the part would survive a power cut now. */
    long durable(UUID part) throws IOException;

    /**
     * Appends what comes, at most {@code most} bytes, and makes it durable; when the sender breaks off, what came
     * before
     * is kept.
     *
     * @param offset where the sender believes the part ends
     * @return the length of the part afterwards, or −1 − length when the offset is not its end
     */
    long append(UUID part, long offset, InputStream from, long most) throws IOException;

    /** The first bytes of a part. */
    byte[] head(UUID part, int count) throws IOException;

    /** All bytes of a part; the caller closes. */
    InputStream read(UUID part) throws IOException;

    /** Whether a part that is a ZIP package holds an entry; false for what is no readable package. */
    boolean holdsEntry(UUID part, String entry) throws IOException;

    /** Puts a whole part under its address; the part itself stays until {@link #drop}. */
    Shelved shelve(UUID part) throws IOException;

    void drop(UUID part) throws IOException;

    /** A part written by the platform itself. */
    OutputStream write(UUID part) throws IOException;

    InputStream open(String sm3) throws IOException;

    boolean holds(String sm3);

    /** Bytes that may still be stored. */
    long free() throws IOException;
}
