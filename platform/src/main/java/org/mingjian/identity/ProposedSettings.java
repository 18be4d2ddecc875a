package org.mingjian.identity;

import java.util.Map;
import java.util.UUID;

/** The way of a {@link TwoPersonSetting}: proposed here, activated where all proposals are. */
public interface ProposedSettings {

    /** @return the proposal that waits for a second person */
    UUID propose(String subject, Map<String, String> values, Caller caller);
}
