package org.mingjian.identity;

import java.util.Map;
import org.mingjian.facts.Actor;

/**
 * Something of another module that one person alone must not change: an administrator proposes it, the security
 * administrator activates it (运行管理办法 §22). The module implements this, and {@link ProposedSettings} carries it.
 */
public interface TwoPersonSetting {

    /** Which setting, such as {@code cosigner.register}. */
    String subject();

    /** What it is, for people. */
    String title();

    /**
     * Judges what is wanted, both when it is proposed and when it is activated; fails as a use case does.
     *
     * @return what it is about, in words
     */
    String check(Map<String, String> values);

    /** Carries it out, in the transaction of the second person's act. */
    void activate(Map<String, String> values, Actor by);
}
