package org.mingjian.protection;

/** Changing keys while people work. */
public interface KeyRotation {

    /** @param values how many were sealed again */
    record Done(long newestKey, long values) {}

    /** A new data key; every sealed value moves to it. */
    Done rotateDataKey();

    /** A new root key file; every data key is wrapped again. */
    Done rotateRootKey();
}
