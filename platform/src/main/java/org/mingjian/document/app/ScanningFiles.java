package org.mingjian.document.app;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.mingjian.document.domain.FileKind;
import org.mingjian.document.domain.FileShelf;
import org.mingjian.document.domain.Verdict;
import org.mingjian.document.domain.VirusScanner;
import org.mingjian.document.store.ScanStore;
import org.mingjian.document.store.ScanStore.Waiting;
import org.mingjian.facts.Facts;
import org.mingjian.facts.NewFact;
import org.mingjian.facts.Secrecy;
import org.mingjian.identity.Caller;
import org.mingjian.watch.Alarms;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.util.unit.DataSize;

/**
 * 恶意代码防范 (GB/T 22239-2019 8.1.4.5): an upload is looked at before it becomes a document. What no scanner could look at
 * is taken all the same, because a bid must not be lost to a scanner that is away, and is looked at later.
 */
@Service
public class ScanningFiles {

    private static final long LARGEST = DataSize.ofMegabytes(100).toBytes();
    private static final int BATCH = 200;

    /** What the security administrator sees. @param version empty: there is no scanner that answers */
    public record Scanner(String version, long waiting, long infected) {}

    private final VirusScanner scanner;
    private final FileShelf shelf;
    private final ScanStore store;
    private final Facts facts;
    private final Alarms alarms;
    private final InstantSource clock;

    ScanningFiles(
            VirusScanner scanner, FileShelf shelf, ScanStore store, Facts facts, Alarms alarms, InstantSource clock) {
        this.scanner = scanner;
        this.shelf = shelf;
        this.store = store;
        this.facts = facts;
        this.alarms = alarms;
        this.clock = clock;
    }

    /** A part that is whole, before it is shelved. */
    Verdict part(UUID part, FileKind kind, long size) {
        return scan(kind == FileKind.SEALED_BID, () -> shelf.read(part), size);
    }

    private Verdict scan(boolean sealed, VirusScanner.Content content, long size) {
        if (sealed) {
            return new Verdict.Sealed();
        }
        return size > LARGEST ? new Verdict.TooLarge() : scanner.scan(content, size);
    }

    void judged(String sm3, Verdict verdict) {
        store.judged(sm3, verdict, clock.instant());
    }

    /** Recorded before it is answered; neither the file's name nor its content goes into the record. */
    void refused(UUID upload, Verdict.Infected found, Caller caller) {
        alarms.raise(Alarms.Kind.MALWARE, "上传 " + upload, found.signature() + "，上传时拒收");
        facts.append(NewFact.secret(
                "account:" + caller.account(),
                "document.infected",
                caller.actor(),
                Map.of("act", "上传文件", "subject", upload, "signature", found.signature(), "result", "含恶意代码，拒收"),
                Secrecy.PARTIES));
    }

    public boolean isInfected(String sm3) {
        return store.isInfected(sm3);
    }

    public Scanner state() {
        ScanStore.Counts counts = store.counts();
        return new Scanner(scanner.version(), counts.waiting(), counts.infected());
    }

    /** Looks at what waits, each once, until there is none or the scanner is away. */
    @Scheduled(initialDelay = 2, fixedDelay = 2, timeUnit = TimeUnit.MINUTES)
    public void scanWaiting() {
        if (scanner.version().isEmpty()) {
            return;
        }
        List<Waiting> some = store.waiting(Instant.EPOCH, new UUID(0, 0), BATCH);
        while (!some.isEmpty()) {
            for (Waiting one : some) {
                if (!later(one) && scanner.version().isEmpty()) {
                    return;
                }
            }
            some = store.waiting(some.getLast().storedAt(), some.getLast().id(), BATCH);
        }
    }

    private boolean later(Waiting one) {
        boolean sealed = FileKind.ofName(one.name())
                .filter(kind -> kind == FileKind.SEALED_BID)
                .isPresent();
        Verdict verdict =
                shelf.holds(one.sm3()) ? scan(sealed, () -> shelf.open(one.sm3()), one.size()) : new Verdict.Missing();
        judged(one.sm3(), verdict);
        if (verdict instanceof Verdict.Infected found) {
            alarms.raise(Alarms.Kind.MALWARE, "文件 " + one.sm3(), found.signature() + "，补查时发现，已停止下载");
        }
        return !(verdict instanceof Verdict.Unscanned);
    }
}
