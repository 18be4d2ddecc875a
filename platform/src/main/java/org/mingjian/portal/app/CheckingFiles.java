package org.mingjian.portal.app;

import java.io.IOException;
import java.io.InputStream;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.mingjian.document.Documents;
import org.mingjian.facts.Actor;
import org.mingjian.facts.Facts;
import org.mingjian.facts.FileRef;
import org.mingjian.facts.NewFact;
import org.mingjian.facts.Secrecy;
import org.mingjian.kernel.crypto.Sm3;
import org.mingjian.portal.store.PublishedRows;
import org.mingjian.watch.Alarms;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/**
 * 公开文件核查: the bytes behind public files are read again and compared with the digest that the fact names, so many in
 * each round as its budget of bytes allows, in the order of digests. A round goes on where the last one ended; after a
 * start it begins at a random place, so that no file is always last.
 */
@Service
public class CheckingFiles {

    private static final String STREAM = "watch:files";
    private static final int PAGE = 200;
    private static final int BUFFER = 256 * 1024;

    /** Bytes of one round: some seconds of reading. */
    static final long BUDGET = 512L * 1024 * 1024;

    private final PublishedRows rows;
    private final Documents documents;
    private final Alarms alarms;
    private final Facts facts;
    private String after = String.format("%08x", new SecureRandom().nextInt());

    CheckingFiles(PublishedRows rows, Documents documents, Alarms alarms, Facts facts) {
        this.rows = rows;
        this.documents = documents;
        this.alarms = alarms;
        this.facts = facts;
    }

    /**
     * What one round found.
     *
     * @param problems address of the file → what is wrong with it
     * @param whole true when it came past the last file
     */
    public record Round(int files, long bytes, Map<String, String> problems, boolean whole) {}

    @Scheduled(cron = "${mingjian.portal.files:0 11 * * * *}", zone = "Asia/Shanghai")
    void regularly() {
        round(BUDGET);
    }

    /** At most so many bytes, but always one file. */
    public synchronized Round round(long budget) {
        Map<String, String> problems = new TreeMap<>();
        int files = 0;
        long bytes = 0;
        boolean whole = false;
        while (bytes < budget && !whole) {
            List<FileRef> page = rows.files(after, PAGE);
            whole = page.isEmpty();
            for (FileRef file : page) {
                wrong(file).ifPresent(words -> problems.put("/files/" + file.sm3(), file.name() + "：" + words));
                after = file.sm3();
                files++;
                bytes += file.size();
                if (bytes >= budget) {
                    break;
                }
            }
        }
        if (whole) {
            after = "";
        }
        problems.forEach((subject, words) -> alarms.raise(Alarms.Kind.PAGE_CHANGED, subject, words));
        if (!problems.isEmpty()) {
            var found = Map.of("act", "公开文件核查", "files", files, "problems", problems);
            facts.append(NewFact.secret(STREAM, "files.broken", Actor.SYSTEM, found, Secrecy.PARTIES));
        }
        return new Round(files, bytes, problems, whole);
    }

    private Optional<String> wrong(FileRef file) {
        if (documents.openBySm3(file.sm3()).isEmpty()) {
            return Optional.of("缺失");
        }
        Sm3 digest = new Sm3();
        long size = 0;
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = documents.open(file.sm3())) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
                size += read;
            }
        } catch (IOException unreadable) {
            return Optional.of("读不出");
        }
        boolean same = size == file.size() && Sm3.hex(digest.finish()).equals(file.sm3());
        return same ? Optional.empty() : Optional.of("内容与存证的摘要不符");
    }
}
