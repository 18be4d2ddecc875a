package org.mingjian.identity;

import java.util.Map;
import java.util.UUID;

/** The way of a {@link TwoPersonSetting}: proposed here, activated where all proposals are. */
public interface ProposedSettings {

    /**
     * @return the proposal that waits for a second person
     * @throws org.mingjian.kernel.PlatformException when the same waits already, or the setting refuses the values
     */
    UUID propose(String subject, Map<String, String> values, Caller caller);
}
