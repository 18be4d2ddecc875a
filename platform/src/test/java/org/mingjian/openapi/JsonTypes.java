package org.mingjian.openapi;

import com.fasterxml.jackson.annotation.JsonValue;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Java types as JSON Schema, the way this platform's Jackson writes them: records as objects, what may be null is left
 * out of answers, amounts and times are strings.
 */
final class JsonTypes {

    private static final JsonMapper MAPPER = JsonMapper.shared();
    private static final String ROOT = "org.mingjian.";
    private static final Map<Class<?>, Map<String, String>> PLAIN = new HashMap<>();

    static {
        for (Class<?> whole : Set.of(int.class, Integer.class, long.class, Long.class, short.class, BigInteger.class)) {
            PLAIN.put(whole, Map.of("type", "integer"));
        }
        for (Class<?> number : Set.of(double.class, Double.class, BigDecimal.class)) {
            PLAIN.put(number, Map.of("type", "number"));
        }
        PLAIN.put(boolean.class, Map.of("type", "boolean"));
        PLAIN.put(Boolean.class, Map.of("type", "boolean"));
        PLAIN.put(String.class, Map.of("type", "string"));
        PLAIN.put(UUID.class, Map.of("type", "string", "format", "uuid"));
        PLAIN.put(Instant.class, Map.of("type", "string", "format", "date-time"));
        PLAIN.put(LocalDate.class, Map.of("type", "string", "format", "date"));
        PLAIN.put(YearMonth.class, Map.of("type", "string"));
        PLAIN.put(byte[].class, Map.of("type", "string", "contentEncoding", "base64"));
    }

    private final Map<String, ObjectNode> schemas = new TreeMap<>();
    private final Map<String, String> owners = new HashMap<>();

    /** All objects that were met, by name. */
    ObjectNode schemas() {
        ObjectNode all = MAPPER.createObjectNode();
        schemas.forEach(all::set);
        return all;
    }

    ObjectNode of(ResolvableType type) {
        Class<?> raw = type.resolve(Object.class);
        Map<String, String> plain = PLAIN.get(raw);
        if (plain != null) {
            return MAPPER.valueToTree(new TreeMap<>(plain));
        }
        if (raw.isEnum()) {
            return enumOf(raw);
        }
        if (Collection.class.isAssignableFrom(raw)) {
            return array(of(type.as(Collection.class).getGeneric(0)));
        }
        if (raw.isArray()) {
            return array(of(type.getComponentType()));
        }
        if (Map.class.isAssignableFrom(raw)) {
            ObjectNode map = MAPPER.createObjectNode().put("type", "object");
            map.set("additionalProperties", of(type.as(Map.class).getGeneric(1)));
            return map;
        }
        Method value = valueOf(raw);
        if (value != null) {
            return of(ResolvableType.forMethodReturnType(value));
        }
        return raw.isRecord() ? reference(type, raw) : MAPPER.createObjectNode();
    }

    private static ObjectNode array(ObjectNode items) {
        ObjectNode array = MAPPER.createObjectNode().put("type", "array");
        array.set("items", items);
        return array;
    }

    private static ObjectNode enumOf(Class<?> raw) {
        ObjectNode schema = MAPPER.createObjectNode().put("type", "string");
        ArrayNode names = schema.putArray("enum");
        Arrays.stream(raw.getEnumConstants()).map(one -> ((Enum<?>) one).name()).forEach(names::add);
        return schema;
    }

    private static @Nullable Method valueOf(Class<?> raw) {
        return Arrays.stream(raw.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(JsonValue.class))
                .findFirst()
                .orElse(null);
    }

    private ObjectNode reference(ResolvableType type, Class<?> raw) {
        String name = name(type, raw);
        String owner = owners.putIfAbsent(name, raw.getName());
        if (owner != null && !owner.equals(raw.getName())) {
            throw new IllegalStateException(
                    owner + " and " + raw.getName() + " have one name in the document; rename one");
        }
        if (!schemas.containsKey(name)) {
            ObjectNode schema = MAPPER.createObjectNode().put("type", "object");
            schemas.put(name, schema); // before its parts: a record may hold itself
            fill(schema, type, raw);
        }
        return MAPPER.createObjectNode().put("$ref", "#/components/schemas/" + name);
    }

    private void fill(ObjectNode schema, ResolvableType type, Class<?> raw) {
        ObjectNode properties = MAPPER.createObjectNode();
        ArrayNode required = MAPPER.createArrayNode();
        for (RecordComponent part : raw.getRecordComponents()) {
            ResolvableType of = ResolvableType.forType(part.getGenericType(), type);
            properties.set(part.getName(), of(of));
            if (!isNullable(part.getAnnotatedType())) {
                required.add(part.getName());
            }
        }
        schema.set("properties", properties);
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
    }

    /** {@code @Nullable} stands on the type itself; for an array behind the element. */
    static boolean isNullable(AnnotatedType type) {
        return type.isAnnotationPresent(Nullable.class);
    }

    /** {@code tender.TradeController.View}: module and nesting, because half of the controllers have a {@code Line}. */
    private static String name(ResolvableType type, Class<?> raw) {
        String full = raw.getName();
        String inside = full.startsWith(ROOT) ? full.substring(ROOT.length()) : full;
        int dot = inside.indexOf('.');
        String module = dot < 0 ? "" : inside.substring(0, dot) + ".";
        StringBuilder name = new StringBuilder(
                module + inside.substring(inside.lastIndexOf('.') + 1).replace('$', '.'));
        for (ResolvableType generic : type.getGenerics()) {
            Class<?> part = generic.resolve(Object.class);
            name.append('_').append(part.getSimpleName());
        }
        return name.toString();
    }
}
