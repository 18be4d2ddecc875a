package org.mingjian.expert;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Id of an expert in the pool. */
public record ExpertId(@JsonValue UUID value) {

    @JsonCreator
    public static ExpertId of(UUID value) {
        return new ExpertId(value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
