package org.mingjian.ops;

import java.util.List;

/** A bean of any module that has something to tell whoever started the platform: sample accounts, for example. */
@FunctionalInterface
public interface StartNote {

    /** Lines as they shall be printed once the platform answers. */
    List<String> lines();
}
