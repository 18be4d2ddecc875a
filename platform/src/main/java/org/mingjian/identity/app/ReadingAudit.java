package org.mingjian.identity.app;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mingjian.identity.store.AuditStore;
import org.mingjian.identity.store.AuditStore.Entry;
import org.mingjian.identity.store.AuditStore.Wanted;
import org.springframework.stereotype.Service;

/** Searches and exports of the audit trail. */
@Service
public class ReadingAudit {

    /** The most lines of one export; narrower filters give the rest. */
    static final int MOST = 100_000;

    private static final String HEAD = "position,at,kind,account,name,address,act,subject,result,digest\r\n";

    private final AuditStore store;

    ReadingAudit(AuditStore store) {
        this.store = store;
    }

    public ReadingRights.Found<Entry> search(Wanted wanted, int page, int size) {
        return new ReadingRights.Found<>(store.search(wanted, size, (long) page * size), store.count(wanted));
    }

    /** RFC 4180 with a byte order mark, for spreadsheets; a field that begins like a formula is made text. */
    public String csv(Wanted wanted) {
        List<Entry> entries = store.search(wanted, MOST, 0);
        return "\uFEFF" + HEAD + entries.stream().map(ReadingAudit::line).collect(Collectors.joining());
    }

    private static String line(Entry entry) {
        return Stream.of(
                        Long.toString(entry.position()),
                        entry.at().toString(),
                        entry.kind(),
                        entry.account(),
                        entry.name(),
                        entry.address(),
                        entry.act(),
                        entry.subject(),
                        entry.result(),
                        entry.digest())
                .map(ReadingAudit::field)
                .collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String field(String text) {
        String safe = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return safe.matches("[^\",\\r\\n]*") ? safe : "\"" + safe.replace("\"", "\"\"") + "\"";
    }
}
