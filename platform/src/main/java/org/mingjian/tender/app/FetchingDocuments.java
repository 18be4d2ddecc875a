package org.mingjian.tender.app;

import java.io.InputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.mingjian.facts.FileRef;
import org.mingjian.facts.Secrecy;
import org.mingjian.identity.Caller;
import org.mingjian.identity.Role;
import org.mingjian.kernel.PlatformException;
import org.mingjian.kernel.Refusal;
import org.mingjian.kernel.RefusedException;
import org.mingjian.tender.Standings;
import org.mingjian.tender.TenderError;
import org.mingjian.tender.Tenders;
import org.mingjian.tender.Terms;
import org.mingjian.tender.TradeAct;
import org.mingjian.tender.TradeFact;
import org.mingjian.tender.TradeView;
import org.mingjian.tender.domain.Edition;
import org.mingjian.tender.store.EditionStore;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 获取招标文件. Who fetched them, and how many did, is secret (招标投标法 §22). */
@Service
public class FetchingDocuments {

    /** A file of the tender documents and the version it came with. */
    public record TenderFile(int version, FileRef file) {}

    private final Tenders tenders;
    private final EditionStore store;
    private final AttachedFiles attached;
    private final InstantSource clock;
    private final List<Standings> standings;

    FetchingDocuments(
            Tenders tenders,
            EditionStore store,
            AttachedFiles attached,
            InstantSource clock,
            List<Standings> standings) {
        this.standings = standings;
        this.tenders = tenders;
        this.store = store;
        this.attached = attached;
        this.clock = clock;
    }

    /** Fetching again changes nothing. */
    @Transactional
    public List<TenderFile> fetch(String code, Caller caller) {
        TradeView trade = tenders.lock(code);
        Access.requireSeen(trade, caller);
        if (!caller.is(Role.BIDDER) || Access.runs(trade, caller)) {
            return files(trade);
        }
        if (store.hasFetched(trade.id(), caller.requireOrganisation().id())) {
            return files(trade);
        }
        requireOnSale(trade.requireTerms());
        UUID bidder = caller.requireOrganisation().id();
        standings.stream()
                .flatMap(one -> one.bar(bidder, Standings.Act.REGISTER).stream())
                .findFirst()
                .ifPresent(refusal -> {
                    throw new RefusedException(refusal);
                });
        store.fetch(trade.id(), caller, clock.instant());
        TradeAct act = TradeAct.secret(
                TradeFact.DOCUMENTS_FETCHED,
                caller.actor(),
                Map.of("version", store.newest(trade.id()).orElseThrow().number()),
                Secrecy.SEALED);
        tenders.record(code, List.of(act)).orRefuse();
        return files(trade);
    }

    private void requireOnSale(Terms terms) {
        Instant now = clock.instant();
        if (now.isBefore(terms.documentsFrom())) {
            throw new RefusedException(new Refusal("NOT_ISSUED_YET", "招标公告", "招标文件尚未开始发出"));
        }
        if (now.isAfter(terms.documentsTo())) {
            throw new RefusedException(new Refusal("SALE_ENDED", "招标公告", "招标文件已停止发售"));
        }
    }

    public List<TenderFile> list(String code, Caller caller) {
        return files(Access.requireSeen(tenders.get(code), caller));
    }

    private List<TenderFile> files(TradeView trade) {
        return store.editions(trade.id()).stream()
                .flatMap(edition -> files(edition).stream())
                .toList();
    }

    private static List<TenderFile> files(Edition edition) {
        return edition.files().stream()
                .map(file -> new TenderFile(edition.number(), file))
                .toList();
    }

    /** @return the file and its bytes, which the caller closes */
    public Download download(String code, String sm3, Caller caller) {
        TradeView trade = Access.requireSeen(tenders.get(code), caller);
        FileRef file = files(trade).stream()
                .map(TenderFile::file)
                .filter(found -> found.sm3().equals(sm3))
                .findFirst()
                .orElseThrow(() -> new PlatformException(TenderError.DOCUMENT_NOT_FOUND, sm3));
        boolean free = Access.runs(trade, caller) || Access.watches(caller);
        if (!free && !store.hasFetched(trade.id(), caller.requireOrganisation().id())) {
            throw new RefusedException(new Refusal("FETCH_FIRST", "招标公告", "请先获取招标文件，平台需要记录获取时间"));
        }
        return attached.open(file);
    }

    /** A file on its way out. */
    public record Download(FileRef file, InputStream bytes) {}
}
