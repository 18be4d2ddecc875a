package org.mingjian.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.mingjian.Platform;
import org.mingjian.identity.Accounts;
import org.mingjian.identity.Role;
import org.mingjian.kernel.crypto.Sm2;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Logins by SM2 certificate through HTTP: challenge, the client's signature, proof; all on this machine. */
final class LoginLoad {

    private static final int PEOPLE = 64;
    private static final Duration WARM = Duration.ofSeconds(8);
    private static final Duration TIMED = Duration.ofSeconds(8);
    private static final JsonMapper JSON = JsonMapper.shared();

    private record Person(String serial, Sm2.KeyPair keys) {}

    private LoginLoad() {}

    /** Logins a second. */
    static double perSecond(Path folder) throws InterruptedException, ExecutionException {
        try (ConfigurableApplicationContext platform = new SpringApplicationBuilder(Platform.class)
                        .profiles("sandbox")
                        .properties("mingjian.data=" + folder, "server.port=0")
                        .run();
                HttpClient http = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build()) {
            String base = "http://127.0.0.1:" + platform.getEnvironment().getRequiredProperty("local.server.port");
            List<Person> people = people(platform.getBean(Accounts.class));
            run(http, base, people, WARM);
            return run(http, base, people, TIMED);
        }
    }

    private static List<Person> people(Accounts accounts) {
        SecureRandom random = new SecureRandom();
        List<Person> people = new ArrayList<>();
        for (int i = 0; i < PEOPLE; i++) {
            Sm2.KeyPair keys = Sm2.generate(random);
            var account = accounts.add(new Accounts.NewAccount("login" + i, "登录", null, Set.of(Role.BIDDER), null));
            people.add(
                    new Person(accounts.certify(account.id(), keys.publicKey()).serial(), keys));
        }
        return people;
    }

    private static double run(HttpClient http, String base, List<Person> people, Duration time)
            throws InterruptedException, ExecutionException {
        long begin = System.nanoTime();
        long end = begin + time.toNanos();
        long done = 0;
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Long>> all = people.stream()
                    .<Callable<Long>>map(person -> () -> {
                        long mine = 0;
                        while (System.nanoTime() < end) {
                            signIn(http, base, person);
                            mine++;
                        }
                        return mine;
                    })
                    .toList();
            for (Future<Long> one : pool.invokeAll(all)) {
                done += one.get();
            }
        }
        return done * 1e9 / (System.nanoTime() - begin);
    }

    private static void signIn(HttpClient http, String base, Person person) throws IOException, InterruptedException {
        String challenge = post(http, base + "/api/login/challenge", Map.of())
                .path("challenge")
                .asString();
        byte[] signature =
                Sm2.sign(person.keys().privateKey(), ("mingjian-login:" + challenge).getBytes(StandardCharsets.UTF_8));
        post(
                http,
                base + "/api/login/certificate",
                Map.of(
                        "serial", person.serial(),
                        "challenge", challenge,
                        "signature", Base64.getEncoder().encodeToString(signature)));
    }

    private static JsonNode post(HttpClient http, String address, Map<String, String> body)
            throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = http.send(
                HttpRequest.newBuilder(URI.create(address))
                        .header("Content-Type", "application/json")
                        .header("X-Requested-With", "bench")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(address + " answered " + answer.statusCode() + ": "
                    + new String(answer.body(), StandardCharsets.UTF_8));
        }
        return JSON.readTree(answer.body());
    }
}
