package org.mingjian.coding.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The 公共资源交易分类代码 with their names, from {@code rules/coding/trade-classes.yaml}. */
public final class TradeClassFile {

    private TradeClassFile() {}

    public static Map<String, String> read() {
        String name = "/rules/coding/trade-classes.yaml";
        try (InputStream in = TradeClassFile.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not packed");
            }
            Map<String, String> classes = new LinkedHashMap<>();
            for (Map.Entry<String, JsonNode> entry :
                    new YAMLMapper().readTree(in).get("classes").properties()) {
                classes.put(entry.getKey(), entry.getValue().asString());
            }
            return classes;
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read " + name, unreadable);
        }
    }
}
