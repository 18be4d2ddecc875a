package org.mingjian.document.store;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.mingjian.document.domain.Verdict;
import org.mingjian.document.domain.VirusScanner;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The scanner that is there: the first clamd socket that exists, else the program clamscan when it is set. After one
 * that did not answer, nobody waits for it for half a minute: a deadline's uploads must not queue behind it.
 */
@Component
class AnyScanner implements VirusScanner {

    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final List<String> sockets;
    private final String program;
    private final Duration patience;
    private volatile long since;
    private volatile boolean paused;

    /**
     * @param sockets of clamd: paths of Unix sockets or {@code host:port}, the first that is there counts
     * @param program path of clamscan, or empty
     */
    AnyScanner(
            @Value("${mingjian.scan.clamd:}") String sockets,
            @Value("${mingjian.data:.mingjian/data}") Path data,
            @Value("${mingjian.scan.program:}") String program,
            @Value("${mingjian.scan.patience:20s}") Duration patience) {
        this.sockets = sockets.isBlank()
                ? List.of(data.resolve("clamd.ctl").toString(), "/run/clamav/clamd.ctl")
                : List.of(sockets.split(","));
        this.program = program;
        this.patience = patience;
    }

    private Optional<VirusScanner> present() {
        Optional<VirusScanner> clamd = sockets.stream()
                .map(String::strip)
                .filter(Clamd::isThere)
                .findFirst()
                .map(address -> new Clamd(address, patience));
        return clamd.or(() -> program.isBlank() ? Optional.empty() : Optional.of(new Clamscan(program, patience)));
    }

    @Override
    public Verdict scan(Content content, long size) {
        if (paused && System.nanoTime() - since < PAUSE.toNanos()) {
            return new Verdict.Unscanned("检查程序刚才没有应答，稍后补查");
        }
        Verdict verdict = present()
                .map(scanner -> scanner.scan(content, size))
                .orElseGet(() -> new Verdict.Unscanned("没有恶意代码检查程序"));
        boolean away = verdict instanceof Verdict.Unscanned && present().isPresent();
        since = System.nanoTime();
        paused = away;
        return verdict;
    }

    @Override
    public String version() {
        String version = present().map(VirusScanner::version).orElse("");
        paused = paused && version.isEmpty();
        return version;
    }
}
