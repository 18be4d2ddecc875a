package org.mingjian.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.mingjian.ops.PlatformTest;
import org.mingjian.tender.SampleTender;
import org.mingjian.testing.Desk;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Every endpoint × every role × own and foreign region, generated from the code and run: whatever is not allowed is
 * answered 403, and each such answer leaves exactly one record of that account.
 */
@PlatformTest
class EndpointMatrixTest {

    /** One account for each role; the last two are of a county, to which the trade of the city is foreign. */
    private static final List<String> ACCOUNTS = List.of(
            "tenderer",
            "agency",
            "bidder1",
            "expert1",
            "centre",
            "supervisor",
            "witness",
            "office",
            "data",
            "sysadmin",
            "secadmin",
            "auditor",
            "centre2",
            "supervisor2");

    @LocalServerPort
    int port;

    @Autowired
    ApplicationContext context;

    @Autowired
    Accounts accounts;

    @Autowired
    org.mingjian.identity.app.KnowingRights rights;

    @Autowired
    TradePlaces places;

    @Autowired
    JdbcClient sql;

    record Endpoint(RequestMethod method, String path, Permission permission) {
        boolean isOfTrade() {
            return path.startsWith("/api/trades/{code}");
        }

        String at(String code) {
            return java.util.regex.Pattern.compile("\\{\\*?(\\w+)(:[^/]*)?}")
                    .matcher(path)
                    .replaceAll(variable -> switch (variable.group(1)) {
                        case "code" -> code;
                        case "position", "number", "version", "seq", "round", "level" -> "1";
                        case "purpose" -> "experts";
                        case "sm3" -> "0".repeat(64);
                        default -> UUID.randomUUID().toString();
                    });
        }
    }

    @Test
    void whatIsNotAllowedAnswers403AndIsRecorded() throws Exception {
        List<Endpoint> endpoints = endpoints();
        assertThat(endpoints).hasSizeGreaterThan(100);
        String code = SampleTender.accepted(port);
        Place place = places.ofTrade(code).orElseThrow();
        Map<String, Long> expected = new HashMap<>();
        Map<String, Long> before = new HashMap<>();
        List<Callable<String>> calls = new ArrayList<>();
        for (String login : ACCOUNTS) {
            Desk desk = Desk.of(port, login);
            UUID account = accounts.accountByLogin(login).orElseThrow().id();
            before.put(login, forbidden(account));
            for (Endpoint endpoint : endpoints) {
                boolean held = rights.of(account)
                                .reach(endpoint.permission().roles())
                                .scopes()
                                .size()
                        > 0;
                boolean reached = !endpoint.isOfTrade()
                        || rights.of(account)
                                .reach(endpoint.permission().roles())
                                .covers(place);
                if (!held || !reached) {
                    expected.merge(login, 1L, Long::sum);
                    calls.add(() -> mustRefuse(desk, login, endpoint, code, held ? "OUT_OF_REACH" : "NOT_PERMITTED"));
                }
            }
        }

        List<String> wrong = new ArrayList<>();
        try (var pool = Executors.newFixedThreadPool(6)) {
            for (var done : pool.invokeAll(calls)) {
                if (!done.get().isEmpty()) {
                    wrong.add(done.get());
                }
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(calls).hasSizeGreaterThan(800);
        for (String login : ACCOUNTS) {
            UUID account = accounts.accountByLogin(login).orElseThrow().id();
            assertThat(forbidden(account) - before.getOrDefault(login, 0L))
                    .as(login)
                    .isEqualTo(expected.getOrDefault(login, 0L));
        }
    }

    @Test
    void withoutASessionNothingButOpenEndpointsAnswers() {
        Desk stranger = Desk.stranger(port);
        List<String> wrong = new ArrayList<>();
        for (Endpoint endpoint : endpoints()) {
            Desk.Answer answer = ask(stranger, endpoint, "A99");
            if (answer.status() != 401) {
                wrong.add(endpoint + " answered " + answer.status());
            }
        }

        assertThat(wrong).isEmpty();
    }

    /** 20号令 §16、§54；晋政办发〔2015〕80号（七）：the platform neither approves tender documents nor asks for permits. */
    @Test
    void noEndpointApprovesTenderDocumentsOrPermitsBidding() {
        List<String> named = endpoints().stream()
                .map(endpoint -> endpoint.path().toLowerCase(java.util.Locale.ROOT))
                .filter(path -> path.matches(".*(approv|permit|licen[cs]e|filing|endors).*"))
                .toList();
        assertThat(named).isEmpty();
        for (Endpoint endpoint : endpoints()) {
            boolean writesTender = endpoint.method() != RequestMethod.GET
                    && endpoint.path().matches("/api/trades/\\{code}/(notice|clarifications)(/.*)?");
            if (writesTender) {
                assertThat(endpoint.permission().roles())
                        .as("%s", endpoint)
                        .doesNotContain(Role.CENTRE_STAFF, Role.SUPERVISOR, Role.MANAGEMENT, Role.WITNESS)
                        .doesNotContainAnyElementsOf(List.of(Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR));
            }
        }
    }

    private static String mustRefuse(Desk desk, String login, Endpoint endpoint, String code, String wanted) {
        Desk.Answer answer = ask(desk, endpoint, code);
        boolean refused = answer.status() == 403 && answer.code().equals(wanted);
        return refused ? "" : login + " " + endpoint + " answered " + answer.status() + " " + answer.code();
    }

    private static Desk.Answer ask(Desk desk, Endpoint endpoint, String code) {
        var request = desk.request(endpoint.at(code));
        if (endpoint.method() == RequestMethod.GET) {
            return desk.send(request.GET());
        }
        return desk.send(request.header("Content-Type", "application/json")
                .method(endpoint.method().name(), BodyPublishers.ofString("{}")));
    }

    private List<Endpoint> endpoints() {
        var mapping = context.getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class);
        List<Endpoint> found = new ArrayList<>();
        for (Map.Entry<RequestMappingInfo, HandlerMethod> one :
                mapping.getHandlerMethods().entrySet()) {
            Needs needs = one.getValue().getMethodAnnotation(Needs.class);
            if (needs != null) {
                RequestMethod method = one.getKey().getMethodsCondition().getMethods().stream()
                        .findFirst()
                        .orElse(RequestMethod.GET);
                one.getKey().getPatternValues().forEach(path -> found.add(new Endpoint(method, path, needs.value())));
            }
        }
        return found;
    }

    private long forbidden(UUID account) {
        return sql.sql("select count(*) from facts.fact where stream = :stream and kind = 'act.forbidden'")
                .param("stream", "acts:" + account)
                .query(Long.class)
                .single();
    }
}
