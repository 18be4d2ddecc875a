package org.mingjian.document.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.mingjian.document.domain.Verdict;
import org.mingjian.document.domain.VirusScanner;

/** The program clamscan, started for each file: it reads its signatures anew each time, so it is slow. */
final class Clamscan implements VirusScanner {

    private static final int LONGEST_ANSWER = 16 * 1024;
    private static final int FOUND = 1;

    private final String program;
    private final Duration patience;

    Clamscan(String program, Duration patience) {
        this.program = program;
        this.patience = patience;
    }

    @Override
    public Verdict scan(Content content, long size) {
        try {
            Path file = Files.createTempFile("mingjian-scan", ".bin");
            try (InputStream in = content.open()) {
                Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
                return judged(run(List.of(program, "--no-summary", "--stdout", file.toString())), file);
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            return new Verdict.Unscanned("检查程序不能运行：" + e.getMessage());
        }
    }

    private static Verdict judged(Ended ended, Path file) {
        String line = ended.out()
                .lines()
                .filter(one -> one.startsWith(file.toString()))
                .findFirst()
                .orElse("");
        if (ended.code() == 0) {
            return new Verdict.Clean();
        }
        if (ended.code() == FOUND && line.endsWith(" FOUND")) {
            return new Verdict.Infected(line.substring(file.toString().length() + 2, line.length() - 6));
        }
        return new Verdict.Unscanned(ended.code() < 0 ? "检查程序超时" : "检查程序失败 " + ended.code());
    }

    private record Ended(int code, String out) {}

    private Ended run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .start();
        Thread watch = Thread.ofVirtual().start(() -> endLater(process));
        try (InputStream out = process.getInputStream()) {
            String said = new String(out.readNBytes(LONGEST_ANSWER), StandardCharsets.UTF_8);
            boolean ended = process.waitFor(1, TimeUnit.SECONDS);
            return new Ended(ended && process.exitValue() < 128 ? process.exitValue() : -1, said);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Ended(-1, "");
        } finally {
            watch.interrupt();
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private void endLater(Process process) {
        try {
            Thread.sleep(patience);
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String version() {
        try {
            Ended ended = run(List.of(program, "--version"));
            return ended.code() == 0 ? ended.out().strip() : "";
        } catch (IOException away) {
            return "";
        }
    }
}
