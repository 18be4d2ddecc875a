package org.mingjian.facts.app;

import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.mingjian.facts.HeadCosignatures;
import org.mingjian.facts.SignedHeads;
import org.mingjian.facts.domain.Checkpoints;
import org.mingjian.facts.domain.MerkleTree;
import org.mingjian.facts.store.LogStore;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;

/** Tree heads, with what others signed below them. */
@Service
public class KeepingHeads implements SignedHeads {

    private final LogStore log;
    private final LogTiles tiles;
    private final PlatformKeys keys;
    private final ObjectProvider<HeadCosignatures> cosignatures;
    private final String origin;

    KeepingHeads(
            LogStore log,
            LogTiles tiles,
            PlatformKeys keys,
            ObjectProvider<HeadCosignatures> cosignatures,
            @Value("${mingjian.origin:mingjian.local/log}") String origin) {
        this.log = log;
        this.tiles = tiles;
        this.keys = keys;
        this.cosignatures = cosignatures;
        this.origin = origin;
    }

    LogTiles tiles() {
        return tiles;
    }

    @Override
    public Optional<SignedHead> newest() {
        return log.head().map(head -> new SignedHead(head.size(), head.root(), head.note()));
    }

    @Override
    public List<byte[]> consistency(long from, long to) {
        return new MerkleTree(tiles, to).consistency(from);
    }

    @Override
    public byte[] rootAt(long size) {
        return new MerkleTree(tiles, size).root();
    }

    @Override
    public boolean isOwn(String note) {
        return note.startsWith(origin + "\n")
                && Checkpoints.signedBy(note, keys.log().publicKey());
    }

    @Override
    public String keyLine() {
        byte[] key = keys.log().publicKey();
        return origin + "+" + HexFormat.of().formatHex(Checkpoints.keyId(origin, key)) + "+"
                + Base64.getEncoder().encodeToString(Checkpoints.taggedKey(key));
    }

    /** The note with the lines of all who co-signed it. */
    public String withCosignatures(LogStore.Head head) {
        StringBuilder note = new StringBuilder(head.note());
        cosignatures.ifAvailable(kept ->
                kept.lines(head.size()).forEach(line -> note.append(line).append('\n')));
        return note.toString();
    }

    /** The newest head that enough others co-signed. */
    public Optional<LogStore.Head> standing() {
        HeadCosignatures kept = cosignatures.getIfAvailable();
        long size = kept == null ? 0 : kept.newestStanding();
        return size == 0 ? Optional.empty() : log.headAt(size);
    }

    public String verdict(long size) {
        HeadCosignatures kept = cosignatures.getIfAvailable();
        return kept == null ? "" : kept.verdict(size);
    }

    /** A head that covers the position: one that enough others co-signed where there is one, else the newest. */
    LogStore.Head covering(long position) {
        return standing().filter(head -> head.size() >= position).or(log::head).orElseThrow();
    }
}
