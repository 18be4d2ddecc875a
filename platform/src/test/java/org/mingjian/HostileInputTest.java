package org.mingjian;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.mingjian.identity.Accounts;
import org.mingjian.identity.Needs;
import org.mingjian.identity.Role;
import org.mingjian.kernel.Money;
import org.mingjian.ops.PlatformTest;
import org.mingjian.sealing.Tendering;
import org.mingjian.tender.SampleTender;
import org.mingjian.tender.Tenders;
import org.mingjian.testing.Desk;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every endpoint of the platform, found in the running application, is sent what no page of ours would send: nothing,
 * nulls in each field, wrong types, too much, broken UTF-8, the character U+0000. Each answer is a clear no or a yes,
 * never a 500.
 */
@PlatformTest
class HostileInputTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final String LONG = "长".repeat(5 * 1024 * 1024 / 3);

    private enum Missing {
        HERE
    }

    private static final List<Object> EVERYTHING_ODD = List.of(
            Missing.HERE,
            "",
            "a\u0000b",
            "\ud800",
            -1,
            new BigDecimal("1e400"),
            Map.of("a", 1),
            List.of(),
            true,
            "0000-00-00T99:99:99Z",
            LONG);

    /** For what lies deeper: enough of them, so that the test stays short. */
    private static final List<Object> MOST_TELLING = List.of(Missing.HERE, "a\u0000b", -1, Map.of("a", 1));

    /** Ends the session that the others use. */
    private static final Set<String> LEFT_OUT = Set.of("/api/logout");

    private static final Map<Role, String> LOGINS = new EnumMap<>(Map.ofEntries(
            Map.entry(Role.TENDERER, "tenderer"),
            Map.entry(Role.AGENCY, "agency"),
            Map.entry(Role.BIDDER, "bidder1"),
            Map.entry(Role.EXPERT, "expert1"),
            Map.entry(Role.CENTRE_STAFF, "centre"),
            Map.entry(Role.SUPERVISOR, "supervisor"),
            Map.entry(Role.WITNESS, "witness"),
            Map.entry(Role.SYSTEM_ADMINISTRATOR, "sysadmin"),
            Map.entry(Role.SECURITY_ADMINISTRATOR, "secadmin"),
            Map.entry(Role.AUDITOR, "auditor"),
            Map.entry(Role.MANAGEMENT, "office"),
            Map.entry(Role.DATA_OFFICER, "data")));

    /** An endpoint, who may knock there, and the record it reads. */
    private record Door(String method, String pattern, List<String> cookies, Optional<Type> body) {}

    @LocalServerPort
    private int port;

    @Autowired
    private RequestMappingHandlerMapping requestMappingHandlerMapping;

    @Autowired
    private Tenders tenders;

    @Autowired
    private Accounts accounts;

    @Autowired
    private InstantSource clock;

    private final Map<Role, String> cookies = new EnumMap<>(Role.class);
    private final Collection<String> bugs = new ConcurrentLinkedQueue<>();
    private List<String> codes = List.of();
    private String registration = "";

    @Test
    void noEndpointAnswersHostileInputWithABug() throws Exception {
        LOGINS.forEach((role, login) -> cookies.put(role, cookie(Desk.of(port, login))));
        Desk tenderer = Desk.of(port, "tenderer");
        registration = tenderer.post("/api/registrations", SampleTender.registration(tenderer))
                .body()
                .path("id")
                .asString();
        codes = List.of(
                SampleTender.accepted(port),
                new Tendering(tenders, accounts).closingAt(clock.instant().plusSeconds(86_400)),
                "A01-12320000466011756J-20240115-999999-S");

        List<Door> doors = doors();
        try (ExecutorService senders = Executors.newFixedThreadPool(4)) {
            List<Future<?>> running = new ArrayList<>();
            for (Door door : doors) {
                running.add(senders.submit(() -> {
                    attack(door);
                    return door;
                }));
            }
            for (Future<?> one : running) {
                one.get();
            }
        }

        assertThat(doors).hasSizeGreaterThan(100);
        assertThat(bugs).as("answers that are bugs").isEmpty();
    }

    private static String cookie(Desk desk) {
        return desk.request("/").build().headers().firstValue("Cookie").orElseThrow();
    }

    private List<Door> doors() {
        List<Door> doors = new ArrayList<>();
        requestMappingHandlerMapping.getHandlerMethods().forEach((mapping, handler) -> {
            if (handler.getBeanType().getName().startsWith("org.mingjian.")) {
                for (String pattern : mapping.getPatternValues()) {
                    if (!LEFT_OUT.contains(pattern)) {
                        doors.add(door(mapping, handler, pattern));
                    }
                }
            }
        });
        return doors;
    }

    private Door door(RequestMappingInfo mapping, HandlerMethod handler, String pattern) {
        String method = mapping.getMethodsCondition().getMethods().stream()
                .map(Enum::name)
                .findFirst()
                .orElse("GET");
        Needs needs = handler.getMethodAnnotation(Needs.class);
        List<String> callers = needs == null
                ? List.of("")
                : needs.value().roles().stream().map(cookies::get).toList();
        Optional<Type> body = Arrays.stream(handler.getMethodParameters())
                .filter(parameter -> parameter.hasParameterAnnotation(RequestBody.class))
                .map(MethodParameter::getGenericParameterType)
                .findFirst();
        return new Door(method, pattern, callers, body);
    }

    private void attack(Door door) throws IOException, InterruptedException {
        List<byte[]> bodies = bodies(door);
        List<String> trades = door.pattern().contains("{code") ? codes : List.of(codes.getLast());
        for (String code : trades) {
            for (String caller : door.cookies()) {
                send(door, path(door.pattern(), code, registration), bodies.getFirst(), caller);
            }
        }
        // Where there are trades that exist, they take turns.
        int real = Math.max(1, trades.size() - 1);
        for (int i = 0; i < bodies.size(); i++) {
            String path = path(door.pattern(), trades.get(i % real), registration);
            send(door, path, bodies.get(i), door.cookies().getFirst());
        }
        for (String odd : List.of("0", "-1", "99999999999999999999", "%00", "%ff%fe", "..", "x".repeat(3000))) {
            send(
                    door,
                    path(door.pattern(), odd, odd),
                    bodies.getFirst(),
                    door.cookies().getFirst());
        }
        if (door.method().equals("GET")) {
            String path = path(door.pattern(), codes.getFirst(), registration);
            for (String query : List.of(
                    "page=-1&size=-1&q=",
                    "page=2147483647&size=2147483647",
                    "page=abc&size=1e9&from=abc&to=abc&at=abc&position=abc&state=abc&kind=abc",
                    "q=%00&kind=%00&state=%00&region=%00",
                    "q=%25%27%22%5c_&page=0&size=1",
                    "q=" + "x".repeat(5000))) {
                send(door, path + "?" + query, new byte[0], door.cookies().getFirst());
            }
        }
    }

    private static String path(String pattern, String code, String id) {
        return pattern.replaceAll("\\{code(:[^{}]*(\\{[^{}]*\\}[^{}]*)*)?}", code.replace("\\", "")) // a trade
                .replaceAll("\\{[a-zA-Z]+(:[^{}]*(\\{[^{}]*\\}[^{}]*)*)?}", id);
    }

    private List<byte[]> bodies(Door door) {
        List<byte[]> bodies = new ArrayList<>();
        if (door.method().equals("GET") || door.method().equals("HEAD")) {
            return List.of(new byte[0]);
        }
        if (door.body().isEmpty()) {
            return List.of(bytes("{}"), new byte[0]);
        }
        Object whole = sample(door.body().get(), 0);
        bodies.add(bytes(JSON.writeValueAsString(whole)));
        for (String odd : List.of("", "null", "[]", "{}", "0", "\"\"", "{\"a\":", "[[[[", "{\"\\u0000\":1}")) {
            bodies.add(bytes(odd));
        }
        bodies.add(bytes("[".repeat(3000) + "]".repeat(3000)));
        bodies.add(new byte[] {'{', '"', 'a', '"', ':', '"', (byte) 0xff, (byte) 0xc0, (byte) 0x80, '"', '}'});
        boolean huge = false;
        for (Object mutant : mutants(whole, door.pattern().hashCode(), 0)) {
            boolean isHuge = mutant instanceof Map<?, ?> map && map.containsValue(LONG);
            if (!isHuge || !huge) {
                bodies.add(bytes(JSON.writeValueAsString(mutant)));
            }
            huge |= isHuge;
        }
        bodies.add(JSON.writeValueAsString(whole).replace("文字", "\u00c3").getBytes(StandardCharsets.ISO_8859_1));
        return bodies;
    }

    /**
     * The value with one place in it changed at a time. Each place is given one half of the odd values: which, its
     * name and the endpoint decide. Over hundreds of endpoints every kind of field meets all of them.
     */
    private static List<Object> mutants(Object value, int turn, int depth) {
        List<Object> mutants = new ArrayList<>();
        switch (value) {
            case Map<?, ?> map ->
                map.forEach((key, inner) -> {
                    List<Object> odd = depth == 0 ? EVERYTHING_ODD : MOST_TELLING;
                    int first = Math.floorMod(turn + key.hashCode(), 2);
                    List<Object> changed = new ArrayList<>();
                    for (int i = first; i < odd.size(); i += 2) {
                        changed.add(odd.get(i));
                    }
                    changed.addAll(mutants(inner, turn, depth + 1));
                    for (Object one : changed) {
                        Map<Object, Object> copy = new LinkedHashMap<>(map);
                        copy.put(key, one == Missing.HERE ? null : one);
                        mutants.add(copy);
                    }
                });
            case List<?> list -> {
                for (Object one : list) {
                    mutants(one, turn, depth + 1).forEach(mutant -> mutants.add(List.of(mutant)));
                }
                mutants.add(Arrays.asList((Object) null));
                mutants.add(List.of());
                mutants.add(List.of("", Map.of()));
            }
            default -> {
                // A leaf is changed where it stands.
            }
        }
        return mutants;
    }

    /** Something that could be right, by the type alone. */
    private Object sample(Type type, int depth) {
        if (type instanceof ParameterizedType of && of.getRawType() instanceof Class<?> raw) {
            Type inner = of.getActualTypeArguments()[of.getActualTypeArguments().length - 1];
            Object one = sample(inner, depth + 1);
            return Map.class.isAssignableFrom(raw) ? Map.of("a", one) : List.of(one);
        }
        if (!(type instanceof Class<?> plain)) {
            return "文字";
        }
        if (plain.isEnum()) {
            return ((Enum<?>) plain.getEnumConstants()[0]).name();
        }
        if (plain == Money.class || plain == BigDecimal.class) {
            return "1.00";
        }
        if (plain == Instant.class) {
            return clock.instant().minusSeconds(60).toString();
        }
        if (plain == LocalDate.class) {
            return "2026-03-02";
        }
        if (plain == UUID.class) {
            return UUID.randomUUID().toString();
        }
        if (plain == boolean.class || plain == Boolean.class) {
            return false;
        }
        if (plain.isPrimitive() || Number.class.isAssignableFrom(plain)) {
            return 1;
        }
        if (plain.isRecord() && depth < 6) {
            Map<String, Object> fields = new LinkedHashMap<>();
            for (RecordComponent component : plain.getRecordComponents()) {
                fields.put(component.getName(), sample(component.getGenericType(), depth + 1));
            }
            return fields;
        }
        return "文字";
    }

    private void send(Door door, String path, byte[] body, String cookie) throws IOException, InterruptedException {
        HttpRequest request;
        try {
            request = request(door, path, body, cookie);
        } catch (IllegalArgumentException noAddress) {
            return;
        }
        HttpResponse<InputStream> answer = HTTP.send(request, BodyHandlers.ofInputStream());
        if (answer.statusCode() >= 500) {
            String sent = new String(body, StandardCharsets.UTF_8);
            String said = new String(answer.body().readNBytes(2000), StandardCharsets.UTF_8);
            bugs.add(answer.statusCode() + " " + door.method() + " " + path + " "
                    + sent.substring(0, Math.min(600, sent.length())) + " -> " + said);
        }
        answer.body().close();
    }

    private HttpRequest request(Door door, String path, byte[] body, String cookie) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Content-Type", "application/json")
                .header("X-Requested-With", "test")
                .method(
                        door.method(),
                        body.length == 0 && door.method().equals("GET")
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofByteArray(body));
        return cookie.isEmpty()
                ? request.build()
                : request.header("Cookie", cookie).build();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
