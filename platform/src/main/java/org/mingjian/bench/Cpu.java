package org.mingjian.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * Processor time used by this process and by the database it started. Beside a rate it tells what a figure costs
 * where other programs share the cores.
 */
final class Cpu {

    private final ProcessHandle database;

    private Cpu(ProcessHandle database) {
        this.database = database;
    }

    /** @param data the platform's data folder: the server's process number stands in its cluster */
    static Cpu of(Path data) throws IOException {
        try (Stream<Path> files = Files.walk(data, 3)) {
            Path pid = files.filter(file -> file.endsWith("postmaster.pid"))
                    .findFirst()
                    .orElseThrow();
            long number = Long.parseLong(Files.readAllLines(pid).getFirst().strip());
            return new Cpu(ProcessHandle.of(number).orElseThrow());
        }
    }

    Duration platform() {
        return used(ProcessHandle.current());
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
