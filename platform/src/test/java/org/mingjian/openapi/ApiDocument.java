package org.mingjian.openapi;

import java.lang.reflect.Parameter;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.mingjian.identity.Needs;
import org.mingjian.kernel.Open;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.ValueConstants;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The platform's JSON interface under {@code /api/} as an OpenAPI 3.1 document, read off the controllers. */
final class ApiDocument {

    private static final JsonMapper MAPPER = JsonMapper.shared();

    private final JsonTypes types = new JsonTypes();
    private final Map<String, Map<String, ObjectNode>> paths = new TreeMap<>();

    static ObjectNode of(Map<RequestMappingInfo, HandlerMethod> handlers) {
        ApiDocument document = new ApiDocument();
        handlers.entrySet().stream()
                .sorted(Comparator.comparing(entry -> entry.getValue().toString()))
                .forEach(entry -> document.add(entry.getKey(), entry.getValue()));
        return document.written();
    }

    private void add(RequestMappingInfo mapping, HandlerMethod handler) {
        for (String pattern : mapping.getPatternValues()) {
            if (!pattern.startsWith("/api/")) {
                continue;
            }
            String path = pattern.replaceAll("\\{\\*?(\\w+)(:[^}]*)?}", "{$1}");
            for (RequestMethod method : mapping.getMethodsCondition().getMethods()) {
                paths.computeIfAbsent(path, key -> new TreeMap<>())
                        .put(method.name().toLowerCase(java.util.Locale.ROOT), operation(mapping, handler));
            }
        }
    }

    private ObjectNode operation(RequestMappingInfo mapping, HandlerMethod handler) {
        ObjectNode operation = MAPPER.createObjectNode();
        Needs needs = handler.getMethodAnnotation(Needs.class);
        Open open = handler.getMethodAnnotation(Open.class);
        operation.put(
                "summary",
                needs != null
                        ? needs.value().title()
                        : open != null ? open.value() : handler.getMethod().getName());
        if (needs != null) {
            operation.put("x-needs", needs.value().name());
        }
        ArrayNode parameters = MAPPER.createArrayNode();
        for (MethodParameter parameter : handler.getMethodParameters()) {
            PathVariable variable = parameter.getParameterAnnotation(PathVariable.class);
            RequestParam asked = parameter.getParameterAnnotation(RequestParam.class);
            if (variable != null) {
                parameters.add(parameter(parameter, "path", true));
            } else if (asked != null) {
                parameters.add(parameter(parameter, "query", isRequired(asked, parameter)));
            } else if (parameter.hasParameterAnnotation(RequestBody.class)) {
                ObjectNode body = operation.putObject("requestBody").put("required", true);
                schema(body, "application/json", ResolvableType.forMethodParameter(parameter));
            }
        }
        if (!parameters.isEmpty()) {
            operation.set("parameters", parameters);
        }
        answer(operation.putObject("responses"), mapping, handler);
        return operation;
    }

    private static boolean isRequired(RequestParam asked, MethodParameter parameter) {
        Parameter declared = parameter.getParameter();
        return asked.required()
                && asked.defaultValue().equals(ValueConstants.DEFAULT_NONE)
                && !JsonTypes.isNullable(declared.getAnnotatedType());
    }

    private ObjectNode parameter(MethodParameter parameter, String in, boolean required) {
        ObjectNode node = MAPPER.createObjectNode()
                .put("name", parameter.getParameter().getName())
                .put("in", in)
                .put("required", required);
        node.set("schema", types.of(ResolvableType.forMethodParameter(parameter)));
        return node;
    }

    private void answer(ObjectNode responses, RequestMappingInfo mapping, HandlerMethod handler) {
        ResponseStatus status = AnnotatedElementUtils.findMergedAnnotation(handler.getMethod(), ResponseStatus.class);
        HttpStatus code = status == null ? HttpStatus.OK : status.code();
        ObjectNode good =
                responses.putObject(Integer.toString(code.value())).put("description", code.getReasonPhrase());
        ResolvableType type = ResolvableType.forMethodReturnType(handler.getMethod());
        if (ResponseEntity.class.isAssignableFrom(type.resolve(Object.class))) {
            type = type.as(ResponseEntity.class).getGeneric(0);
        }
        Class<?> raw = type.resolve(Object.class);
        Optional<String> produced = mapping.getProducesCondition().getProducibleMediaTypes().stream()
                .map(media -> media.getType() + "/" + media.getSubtype())
                .findFirst();
        if (raw == void.class || raw == Void.class) {
            return;
        }
        if (Resource.class.isAssignableFrom(raw)) {
            text(good, "application/octet-stream");
        } else if (ResponseBodyEmitter.class.isAssignableFrom(raw) || produced.isPresent() && raw == String.class) {
            text(good, produced.orElse("text/event-stream"));
        } else {
            schema(good, produced.orElse("application/json"), type);
        }
    }

    private static void text(ObjectNode to, String media) {
        to.putObject("content").putObject(media).putObject("schema").put("type", "string");
    }

    private void schema(ObjectNode to, String media, ResolvableType type) {
        to.putObject("content").putObject(media).set("schema", types.of(type));
    }

    private ObjectNode written() {
        ObjectNode document = MAPPER.createObjectNode().put("openapi", "3.1.0");
        document.putObject("info").put("title", "明鉴 公共资源交易一体化平台").put("version", "1");
        ObjectNode all = document.putObject("paths");
        paths.forEach((path, methods) -> {
            ObjectNode node = all.putObject(path);
            methods.forEach(node::set);
        });
        document.putObject("components").set("schemas", types.schemas());
        return document;
    }
}
