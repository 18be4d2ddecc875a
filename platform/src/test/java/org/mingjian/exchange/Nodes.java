package org.mingjian.exchange;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.mingjian.Platform;
import org.mingjian.ops.TestDatabase;
import org.mingjian.testing.Desk;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** Several platforms in one process, each with its own database and folder, joined as their administrators would. */
final class Nodes implements AutoCloseable {

    private final Path folder;
    private final List<Node> started = new ArrayList<>();

    Nodes(Path folder) {
        this.folder = folder;
    }

    /** A running platform. */
    record Node(String code, String scheme, ConfigurableApplicationContext context) {

        int port() {
            return Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
        }

        String url() {
            return scheme + "://localhost:" + port();
        }

        Desk administrator() {
            return Desk.of(port(), "sysadmin");
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
                "--mingjian.data=" + folder.resolve(code),
                "--mingjian.db.url=" + database.url(),
                "--mingjian.db.user=" + database.user(),
                "--mingjian.db.password=" + database.password(),
                "--spring.profiles.active=sandbox"));
        arguments.addAll(List.of(more));
        boolean secure = List.of(more).stream().anyMatch(argument -> argument.startsWith("--server.ssl"));
        Node node = new Node(
                code,
                secure ? "https" : "http",
                SpringApplication.run(Platform.class, arguments.toArray(String[]::new)));
        started.add(node);
        return node;
    }

    /** Each admits the other. */
    static void join(Node lower, Node upper) {
        admitLower(lower, upper);
        admitUpper(lower, upper);
    }

    static void admitLower(Node lower, Node upper) {
        require(upper.administrator()
                .post(
                        "/api/exchange/peers",
                        Map.of(
                                "code",
                                lower.code(),
                                "name",
                                "下级" + lower.code(),
                                "kind",
                                "LOWER",
                                "publicKey",
                                lower.publicKey())));
    }

    static void admitUpper(Node lower, Node upper) {
        require(lower.administrator()
                .post(
                        "/api/exchange/peers",
                        Map.of(
                                "code", upper.code(),
                                "name", "上级" + upper.code(),
                                "kind", "UPPER",
                                "publicKey", upper.publicKey(),
                                "url", upper.url())));
    }

    /** A lower node that runs elsewhere, at a port of this machine. */
    static void join(String code, int port, Node upper) {
        String key = Desk.stranger(port)
                .get("/api/exchange/node")
                .body()
                .path("publicKey")
                .asString();
        require(upper.administrator()
                .post("/api/exchange/peers", Map.of("code", code, "name", "下级", "kind", "LOWER", "publicKey", key)));
        require(Desk.of(port, "sysadmin")
                .post(
                        "/api/exchange/peers",
                        Map.of(
                                "code", upper.code(),
                                "name", "上级",
                                "kind", "UPPER",
                                "publicKey", upper.publicKey(),
                                "url", upper.url())));
    }

    private static void require(Desk.Answer answer) {
        if (answer.status() != 200) {
            throw new AssertionError(answer.status() + " " + answer.body());
        }
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
