package org.mingjian.exchange;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.catalina.connector.Connector;
import org.mingjian.Platform;
import org.mingjian.ops.TestDatabase;
import org.mingjian.testing.Desk;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.ConfigurableApplicationContext;

/** Several platforms in one process, each with its own database and folder, joined as their administrators would. */
final class Nodes implements AutoCloseable {

    private final Path folder;
    private final List<Node> started = new ArrayList<>();

    Nodes(Path folder) {
        this.folder = folder;
    }

    /** A second door without TLS, for the people of a test. */
    static final class PlainDoor implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

        private final Connector connector = new Connector();

        @Override
        public void customize(TomcatServletWebServerFactory factory) {
            connector.setPort(0);
            factory.addAdditionalConnectors(connector);
        }

        int port() {
            return connector.getLocalPort();
        }
    }

    /** A running platform. */
    record Node(String code, String scheme, ConfigurableApplicationContext context) {

        /** Where people of a test sign in: without TLS, however the platform is set up. */
        int port() {
            PlainDoor plain = context.getBeanProvider(PlainDoor.class).getIfAvailable();
            return plain == null ? doorPort() : plain.port();
        }

        private int doorPort() {
            return Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
        }

        /** Where other nodes come. */
        String url() {
            return scheme + "://localhost:" + doorPort();
        }

        <T> T bean(Class<T> type) {
            return context.getBean(type);
        }

        String publicKey() {
            return Desk.stranger(port())
                    .get("/api/exchange/node")
                    .body()
                    .path("publicKey")
                    .asString();
        }
    }

    Node start(String tier, String code, String... more) {
        return start(TestDatabase.forPlatform(), tier, code, more);
    }

    Node start(TestDatabase database, String tier, String code, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--server.shutdown=immediate",
                "--mingjian.tier=" + tier,
                "--mingjian.exchange.node=" + code,
                "--mingjian.platform-code=" + code,
                "--mingjian.exchange.pause=100ms",
                "--mingjian.exchange.longest-pause=200ms",
                "--mingjian.exchange.page=10",
                "--mingjian.data=" + folder.resolve(code),
                "--mingjian.db.url=" + database.url(),
                "--mingjian.db.user=" + database.user(),
                "--mingjian.db.password=" + database.password(),
                "--spring.profiles.active=sandbox"));
        arguments.addAll(List.of(more));
        boolean secure = List.of(more).stream().anyMatch(argument -> argument.startsWith("--server.ssl"));
        Class<?>[] sources =
                secure ? new Class<?>[] {Platform.class, PlainDoor.class} : new Class<?>[] {Platform.class};
        Node node = new Node(
                code, secure ? "https" : "http", new SpringApplication(sources).run(arguments.toArray(String[]::new)));
        started.add(node);
        return node;
    }

    /** Each admits the other. */
    static void join(Node lower, Node upper) {
        admitLower(lower, upper);
        admitUpper(lower, upper);
    }

    static void admitLower(Node lower, Node upper) {
        admit(
                upper.port(),
                Map.of(
                        "code",
                        lower.code(),
                        "name",
                        "下级" + lower.code(),
                        "kind",
                        "LOWER",
                        "publicKey",
                        lower.publicKey()));
    }

    static void admitUpper(Node lower, Node upper) {
        admitUpper(lower.port(), upper, upper.url());
    }

    /** Whom a node sends to, at an address that may lead through somebody else. */
    static void admitUpper(int lower, Node upper, String url) {
        admit(
                lower,
                Map.of(
                        "code",
                        upper.code(),
                        "name",
                        "上级" + upper.code(),
                        "kind",
                        "UPPER",
                        "publicKey",
                        upper.publicKey(),
                        "url",
                        url));
    }

    /** A lower node that runs elsewhere, at a port of this machine. */
    static void join(String code, int port, Node upper) {
        String key = Desk.stranger(port)
                .get("/api/exchange/node")
                .body()
                .path("publicKey")
                .asString();
        admit(upper.port(), Map.of("code", code, "name", "下级", "kind", "LOWER", "publicKey", key));
        admitUpper(port, upper, upper.url());
    }

    /** One administrator proposes, another activates. */
    private static void admit(int port, Map<String, String> peer) {
        Desk.Answer proposed = require(Desk.of(port, "sysadmin").post("/api/exchange/peers", peer));
        String id = proposed.body().path("proposal").asString();
        require(Desk.of(port, "secadmin").post("/api/proposals/" + id + "/activate", Map.of()));
    }

    private static Desk.Answer require(Desk.Answer answer) {
        if (answer.status() != 200) {
            throw new AssertionError(answer.status() + " " + answer.body());
        }
        return answer;
    }

    void stop(Node node) {
        node.context().close();
        started.remove(node);
    }

    @Override
    public void close() {
        started.reversed().forEach(node -> node.context().close());
    }
}
