package org.mingjian.bench;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mingjian.Platform;
import org.mingjian.exchange.command.ExchangeSpeed;
import org.mingjian.exchange.command.MadeProjects;
import org.mingjian.ops.EmbeddedPostgres;
import org.mingjian.spec.DataRecord;
import org.mingjian.spec.Specifications;
import org.postgresql.PGConnection;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * {@code exchange [RECORDS]}: national records taken by the nation (on disk, checked by every rule, in the ledger,
 * answered), against {@code COPY} of the rows that this made into the same tables with the same indexes. The checks
 * alone, one thread, against a JSON schema validator with the same checks as far as a schema can say them.
 */
final class ExchangeBench implements Bench.Measurement {

    private static final int ROUNDS = 3;
    private static final long CHECKING = 2_000_000_000L;

    @Override
    public Measured run(String[] arguments) throws Exception {
        if (arguments.length > 0 && arguments[0].equals("--path")) {
            return new PathBench().run(Arrays.copyOfRange(arguments, 1, arguments.length));
        }
        int size = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 30_000;
        Path folder = Files.createTempDirectory("mingjian-bench");
        try (ConfigurableApplicationContext nation = start(folder)) {
            MadeProjects made =
                    new MadeProjects(nation.getBean(Specifications.class).national());
            int projects = Math.max(1, size / made.each());
            List<DataRecord> warm = records(made, 900_000, Math.min(projects, 400));
            ExchangeSpeed.take(nation, "warm", 1, warm);
            Cpu cpu = Cpu.of(folder);
            List<Measured.Size> sizes = new ArrayList<>();
            Cpu.Used before = cpu.now();
            int taken = 0;
            for (int round = 0; round < ROUNDS; round++) {
                List<DataRecord> records = records(made, 1 + round * projects, projects);
                double seconds = ExchangeSpeed.take(nation, "E9900000002", taken + 1L, records);
                taken += records.size();
                sizes.add(new Measured.Size(records.size(), records.size() / seconds));
            }
            Cpu.Used used = cpu.now().since(before);
            double copied = copy(nation, folder, warm.size() + taken);
            double ours =
                    sizes.stream().mapToDouble(Measured.Size::ours).sorted().toArray()[ROUNDS / 2];
            Map<String, Object> notes = new LinkedHashMap<>();
            notes.put("unit", "records/s on disk, checked, in the ledger and answered; median of " + ROUNDS);
            notes.put("peer", "COPY of the same rows into tables with the same indexes");
            notes.put("cpuMicrosPerRecord", Math.round(used.platform().toNanos() / 1e3 / taken));
            notes.put("databaseMicrosPerRecord", Math.round(used.database().toNanos() / 1e3 / taken));
            Specifications specifications = nation.getBean(Specifications.class);
            SchemaPeer.Speed checks = new SchemaPeer(specifications.national())
                    .measure(specifications.checksOf(specifications.national()), warm, CHECKING);
            notes.put("checksAlone", Math.round(checks.ours()));
            notes.put("jsonSchemaValidator", Math.round(checks.validator()));
            notes.put("checksOverValidator", checks.ours() / checks.validator());
            return new Measured("exchange", ours, copied, ours / copied, sizes, 0, notes);
        }
    }

    private static List<DataRecord> records(MadeProjects made, int first, int projects) {
        List<DataRecord> records = new ArrayList<>();
        for (int n = 0; n < projects; n++) {
            records.addAll(made.project(first + n, DataRecord.TRIAL));
        }
        return records;
    }

    private static ConfigurableApplicationContext start(Path folder) {
        return new SpringApplicationBuilder(Platform.class)
                .web(WebApplicationType.NONE)
                .profiles("bench")
                .properties("mingjian.data=" + folder, "mingjian.tier=nation")
                .run();
    }

    /** @return records a second when their rows, made before, are only copied in */
    private static double copy(ConfigurableApplicationContext nation, Path folder, int records)
            throws SQLException, IOException {
        List<String> tables = new ArrayList<>();
        for (String table : ExchangeSpeed.TABLES) {
            tables.add("create table public." + table + " (like exchange." + table + " including all)");
            tables.add("grant insert on public." + table + " to public");
        }
        nation.getBean(EmbeddedPostgres.class).administer("mingjian", tables.toArray(String[]::new));
        double seconds = 0;
        try (Connection connection = nation.getBean(HikariDataSource.class).getConnection()) {
            var copying = connection.unwrap(PGConnection.class).getCopyAPI();
            for (String table : ExchangeSpeed.TABLES) {
                Path rows = folder.resolve(table + ".copy");
                try (OutputStream out = Files.newOutputStream(rows)) {
                    copying.copyOut("copy exchange." + table + " to stdout", out);
                }
                long begin = System.nanoTime();
                try (InputStream in = Files.newInputStream(rows)) {
                    long copied = copying.copyIn("copy public." + table + " from stdin", in, 1 << 16);
                    if (copied != records) {
                        throw new IllegalStateException(copied + " rows of " + table + " for " + records + " records");
                    }
                }
                seconds += (System.nanoTime() - begin) / 1e9;
            }
        }
        return records / seconds;
    }
}
