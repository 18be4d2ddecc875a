package org.mingjian.cosigner.app;

import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.mingjian.cosigner.CosignerError;
import org.mingjian.cosigner.domain.KeyLine;
import org.mingjian.cosigner.domain.Note;
import org.mingjian.cosigner.store.CosignerStore;
import org.mingjian.facts.SignedHeads;
import org.mingjian.kernel.PlatformException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes co-signatures: who hands one in need not be known, for only what a registered key signed is kept. */
@Service
public class TakingCosignatures {

    private final CosignerStore store;
    private final SignedHeads heads;
    private final KeepingCosigners cosigners;
    private final InstantSource clock;

    TakingCosignatures(CosignerStore store, SignedHeads heads, KeepingCosigners cosigners, InstantSource clock) {
        this.store = store;
        this.heads = heads;
        this.cosigners = cosigners;
        this.clock = clock;
    }

    /** A tree head of this log with signature lines below it. @return how many of them were good */
    @Transactional
    public int handedIn(String text) {
        Note note = Note.read(text).filter(this::isInThisLog).orElseThrow(() -> refused("检查点不属于本日志"));
        List<CosignerStore.Row> registered =
                store.all().stream().filter(row -> row.retiredAt() == null).toList();
        int good = 0;
        for (CosignerStore.Row row : registered) {
            good += take(row, note).isPresent() ? 1 : 0;
        }
        if (good == 0) {
            throw refused("没有一行是登记的联署方的有效联署");
        }
        cosigners.refresh();
        return good;
    }

    private static PlatformException refused(String why) {
        return new PlatformException(CosignerError.NOT_A_COSIGNATURE, why);
    }

    /** The tree head need not be signed by us again; it must be one of our history. */
    private boolean isInThisLog(Note note) {
        String origin = heads.keyLine().substring(0, heads.keyLine().indexOf('+'));
        long size = heads.newest().map(SignedHeads.SignedHead::size).orElse(0L);
        return note.body().startsWith(origin + "\n")
                && note.size() > 0
                && note.size() <= size
                && Arrays.equals(heads.rootAt(note.size()), note.root());
    }

    /** Keeps this co-signer's line below the tree head, if there is a good one. */
    Optional<KeyLine.Signed> take(CosignerStore.Row row, Note note) {
        Optional<KeyLine.Signed> signed =
                KeyLine.read(row.keyLine()).flatMap(key -> key.signed(note.body(), note.lines()));
        signed.ifPresent(one -> {
            store.keep(new CosignerStore.Line(row.id(), note.size(), one.line(), one.at()), clock.instant());
            store.contacted(row.id(), note.size(), clock.instant(), "");
        });
        return signed;
    }
}
