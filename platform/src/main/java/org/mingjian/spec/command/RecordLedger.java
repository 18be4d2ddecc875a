package org.mingjian.spec.command;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.mingjian.spec.CrossChecks.Standing;
import org.mingjian.spec.ReportedRecords;

/** The records of one file as far as it has been read; beyond {@link #MOST} it forgets nothing and takes no more. */
public final class RecordLedger implements ReportedRecords {

    /** Records that are kept: about 300 MB at most. */
    static final int MOST = 1_000_000;

    private final boolean complete;
    private final Map<String, Standing> byKey = new HashMap<>();
    private final Map<String, Standing> byCode = new HashMap<>();
    private final Map<String, Standing> byWords = new HashMap<>();
    private boolean full;

    /** @param complete whether the file holds everything that was ever reported */
    public RecordLedger(boolean complete) {
        this.complete = complete;
    }

    public void add(Standing record) {
        if (byKey.size() >= MOST) {
            full = true;
            return;
        }
        String dataset = record.dataset() + '\u0001';
        Standing before = byKey.put(dataset + record.key(), record);
        if (before != null) {
            byCode.remove(dataset + before.code());
        }
        if (!record.code().isEmpty() && !record.deleted()) {
            byCode.putIfAbsent(dataset + record.code(), record);
        }
        if (!record.words().isEmpty() && !record.deleted() && record.words().length() < 4000) {
            byWords.putIfAbsent(dataset + record.words(), record);
        }
    }

    /** Whether records came that could not be kept, so that later ones were not judged beside them. */
    boolean full() {
        return full;
    }

    @Override
    public Optional<Standing> byKey(String dataset, String key) {
        return Optional.ofNullable(byKey.get(dataset + '\u0001' + key));
    }

    @Override
    public Optional<Standing> byCode(String dataset, String code) {
        return Optional.ofNullable(byCode.get(dataset + '\u0001' + code));
    }

    @Override
    public Optional<Standing> byWords(String dataset, String words) {
        return Optional.ofNullable(byWords.get(dataset + '\u0001' + words));
    }

    @Override
    public boolean complete() {
        return complete;
    }
}
