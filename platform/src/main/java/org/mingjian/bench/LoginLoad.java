package org.mingjian.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
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
import java.util.concurrent.atomic.AtomicInteger;
import org.mingjian.Platform;
import org.mingjian.identity.Accounts;
import org.mingjian.identity.Role;
import org.mingjian.kernel.crypto.Sm2;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/** Logins by SM2 certificate through HTTP: challenge, the client's signature, proof; all on this machine. */
final class LoginLoad {

    private static final int PEOPLE = 64;
    private static final int WARM = 8_000;
    private static final int TIMED = 4_000;
    private static final JsonMapper JSON = JsonMapper.shared();

    /**
     * What was measured.
     *
     * @param clientMillis processor time of a login on the client's side: signature, requests
     * @param platformMillis on the platform's side, everything that follows a login included
     * @param databaseMillis in PostgreSQL
     */
    record Logins(double perSecond, double clientMillis, double platformMillis, double databaseMillis) {}

    private record Person(String serial, Sm2.KeyPair keys) {}

    /** Logins and the client's nanoseconds of processor time. */
    private record Work(long logins, long clientNanos) {

        Work plus(Work other) {
            return new Work(logins + other.logins, clientNanos + other.clientNanos);
        }
    }

    private LoginLoad() {}

    static Logins measure(Path folder) throws IOException, InterruptedException, ExecutionException {
        try (ConfigurableApplicationContext platform = new SpringApplicationBuilder(Platform.class)
                .profiles("sandbox")
                .properties("mingjian.data=" + folder, "server.port=0")
                .run()) {
            int port = platform.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
            List<Person> people = people(platform.getBean(Accounts.class));
            run(port, people, WARM);
            Cpu cpu = Cpu.of(folder);
            Duration process = cpu.platform();
            Duration database = cpu.database();
            long begin = System.nanoTime();
            Work work = run(port, people, TIMED);
            double seconds = (System.nanoTime() - begin) / 1e9;
            double all = cpu.platform().minus(process).toNanos() / 1e6 / work.logins();
            double client = work.clientNanos() / 1e6 / work.logins();
            return new Logins(
                    work.logins() / seconds,
                    client,
                    all - client,
                    cpu.database().minus(database).toNanos() / 1e6 / work.logins());
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

    private static Work run(int port, List<Person> people, int logins) throws InterruptedException, ExecutionException {
        AtomicInteger left = new AtomicInteger(logins);
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        Work all = new Work(0, 0);
        // Threads of the system, because only those know their processor time.
        try (var pool = Executors.newFixedThreadPool(PEOPLE)) {
            List<Callable<Work>> each = people.stream()
                    .<Callable<Work>>map(person -> () -> {
                        long before = threads.getCurrentThreadCpuTime();
                        long mine = 0;
                        try (PlainClient http = new PlainClient(port)) {
                            while (left.getAndDecrement() > 0) {
                                signIn(http, person);
                                mine++;
                            }
                        }
                        return new Work(mine, threads.getCurrentThreadCpuTime() - before);
                    })
                    .toList();
            for (Future<Work> one : pool.invokeAll(each)) {
                all = all.plus(one.get());
            }
        }
        return all;
    }

    private static void signIn(PlainClient http, Person person) throws IOException {
        String challenge = JSON.readTree(http.post("/api/login/challenge", new byte[] {'{', '}'}))
                .path("challenge")
                .asString();
        byte[] signature =
                Sm2.sign(person.keys().privateKey(), ("mingjian-login:" + challenge).getBytes(StandardCharsets.UTF_8));
        byte[] answer = http.post(
                "/api/login/certificate",
                JSON.writeValueAsBytes(Map.of(
                        "serial", person.serial(),
                        "challenge", challenge,
                        "signature", Base64.getEncoder().encodeToString(signature))));
        if (JSON.readTree(answer).path("account").isMissingNode()) {
            throw new IllegalStateException("signed in as nobody");
        }
    }
}
