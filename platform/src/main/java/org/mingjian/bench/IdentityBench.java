package org.mingjian.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.mingjian.Platform;
import org.mingjian.identity.Permission;
import org.mingjian.identity.Place;
import org.mingjian.identity.StandingRights;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * One permission check of one of ten thousand accounts, chosen at random, with four scoped grants each: the 99th
 * percentile in microseconds over a million checks, against the same question asked of the database. Counted are all
 * checks after every account has been asked once; how long that first asking takes is in the notes.
 */
final class IdentityBench implements Bench.Measurement {

    private static final int ACCOUNTS = 10_000;
    private static final int CHECKS = 1_000_000;
    private static final int ASKED = 2_000;

    @Override
    public Measured run(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("mingjian-bench");
        try (ConfigurableApplicationContext platform = new SpringApplicationBuilder(Platform.class)
                .web(WebApplicationType.NONE)
                .profiles("bench")
                .properties("mingjian.data=" + folder)
                .run()) {
            JdbcClient sql = platform.getBean(JdbcClient.class);
            StandingRights rights = platform.getBean(StandingRights.class);
            List<UUID> accounts = fill(sql);
            // Fresh grants are forgotten every second for half a minute, for the other nodes' sake.
            Thread.sleep(Duration.ofSeconds(35));
            double first = firstAsking(rights, accounts);
            long[] times = check(rights, accounts);
            double p99 = times[(int) (times.length * 0.99)] / 1e3;
            double database = askDatabase(sql, accounts);
            platform.close();
            LoginLoad.Logins logins = LoginLoad.measure(Files.createTempDirectory("mingjian-bench"));
            return new Measured(
                    "identity",
                    p99,
                    database,
                    p99 / database,
                    List.of(new Measured.Size(ACCOUNTS, p99)),
                    0,
                    Map.of(
                            "unit",
                            "µs p99 of a permission check (lower is better); goal 50",
                            "p50",
                            times[times.length / 2] / 1e3,
                            "p99.9",
                            times[(int) (times.length * 0.999)] / 1e3,
                            "firstAskingMicros",
                            first,
                            "certificateLoginsPerSecond (through HTTP, goal 500)",
                            logins.perSecond(),
                            "processorMillisPerLogin (client, platform, PostgreSQL)",
                            List.of(logins.clientMillis(), logins.platformMillis(), logins.databaseMillis()),
                            "peer",
                            "the same check as a query, p99"));
        }
    }

    private static List<UUID> fill(JdbcClient sql) {
        sql.sql("insert into identity.account (id, login, name, created_at)"
                        + " select gen_random_uuid(), 'bench' || n, 'bench', now() from generate_series(1, :n) n")
                .param("n", ACCOUNTS)
                .update();
        sql.sql("insert into identity.role_grant (id, account, role, region, trade_kind, from_at, source)"
                        + " select gen_random_uuid(), a.id, 'SUPERVISOR', '9901', 'kind' || k, now(), 'FOUNDING'"
                        + " from identity.account a, generate_series(1, 4) k where a.login like 'bench%'")
                .update();
        return sql.sql("select id from identity.account where login like 'bench%'")
                .query(UUID.class)
                .list();
    }

    private static double firstAsking(StandingRights rights, List<UUID> accounts) {
        long begin = System.nanoTime();
        accounts.forEach(rights::of);
        return (System.nanoTime() - begin) / 1e3 / accounts.size();
    }

    private static long[] check(StandingRights rights, List<UUID> accounts) {
        Random random = new Random(1);
        Place inside = new Place("990122", "kind4", null, null);
        Place outside = new Place("880000", "kind4", null, null);
        long[] times = new long[CHECKS];
        for (int i = 0; i < CHECKS; i++) {
            UUID account = accounts.get(random.nextInt(accounts.size()));
            boolean in = random.nextBoolean();
            long begin = System.nanoTime();
            boolean permitted = rights.permits(account, Permission.TRADE_SUSPEND, in ? inside : outside);
            times[i] = System.nanoTime() - begin;
            if (permitted != in) {
                throw new IllegalStateException("a wrong answer, however fast");
            }
        }
        Arrays.sort(times);
        return times;
    }

    private static double askDatabase(JdbcClient sql, List<UUID> accounts) {
        Random random = new Random(2);
        long[] times = new long[ASKED];
        for (int i = 0; i < ASKED; i++) {
            long begin = System.nanoTime();
            boolean permitted = sql.sql(
                            "select exists (select 1 from identity.standing(now()) g where g.account = :account"
                                    + " and g.role = 'SUPERVISOR' and '990122' like g.region || '%' and g.trade_kind = 'kind4')")
                    .param("account", accounts.get(random.nextInt(accounts.size())))
                    .query(Boolean.class)
                    .single();
            times[i] = System.nanoTime() - begin;
            if (!permitted) {
                throw new IllegalStateException("a wrong answer, however fast");
            }
        }
        Arrays.sort(times);
        return times[(int) (ASKED * 0.99)] / 1e3;
    }
}
