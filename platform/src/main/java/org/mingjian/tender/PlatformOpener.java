package org.mingjian.tender;

/** The platform as one of the openers; the sealing module keeps its key. */
public interface PlatformOpener {

    /** 65 bytes. */
    byte[] publicKey();
}
