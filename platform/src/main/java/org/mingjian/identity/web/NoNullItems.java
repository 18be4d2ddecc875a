package org.mingjian.identity.web;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** A {@code null} among the items of a list means nothing anywhere: it is refused while reading, with its place. */
@Component
class NoNullItems implements JsonMapperBuilderCustomizer {

    @Override
    public void customize(JsonMapper.Builder mapper) {
        for (Class<?> many : List.of(List.class, Set.class, Map.class)) {
            mapper.withConfigOverride(
                    many, items -> items.setNullHandling(JsonSetter.Value.forContentNulls(Nulls.FAIL)));
        }
    }
}
