package org.mingjian.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Processor time used by a platform and by the database it started. Beside a rate it tells what a figure costs
 * where other programs share the cores.
 */
final class Cpu {

    private final ProcessHandle platform;
    private final ProcessHandle database;

    private Cpu(ProcessHandle platform, ProcessHandle database) {
        this.platform = platform;
        this.database = database;
    }

    /** Processor time so far. */
    record Used(Duration client, Duration platform, Duration database) {

        Used since(Used earlier) {
            return new Used(
                    client.minus(earlier.client), platform.minus(earlier.platform), database.minus(earlier.database));
        }

        /** Milliseconds of client, platform and database for each of so many. */
        List<Double> millisOfEach(int count) {
            return Stream.of(client, platform, database)
                    .map(time -> Math.round(time.toNanos() / 1e4 / count) / 1e2)
                    .toList();
        }
    }

    /** @param data the platform's data folder: the server's process number stands in its cluster */
    static Cpu of(Path data) throws IOException {
        return of(data, ProcessHandle.current());
    }

    /** The same of a platform in a process of its own. */
    static Cpu of(Path data, ProcessHandle platform) throws IOException {
        try (Stream<Path> files = Files.walk(data, 3)) {
            Path pid = files.filter(file -> file.endsWith("postmaster.pid"))
                    .findFirst()
                    .orElseThrow();
            long number = Long.parseLong(Files.readAllLines(pid).getFirst().strip());
            return new Cpu(platform, ProcessHandle.of(number).orElseThrow());
        }
    }

    Duration platform() {
        return used(platform);
    }

    /** With this process as the client. */
    Used now() {
        return new Used(used(ProcessHandle.current()), platform(), database());
    }

    /** Of the server processes that live now; a connection that closed takes its time along. */
    Duration database() {
        return Stream.concat(Stream.of(database), database.children())
                .map(Cpu::used)
                .reduce(Duration.ZERO, Duration::plus);
    }

    private static Duration used(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }
}
