package org.mingjian.facts.app;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import org.mingjian.facts.domain.MerkleTree;
import org.mingjian.facts.store.LogStore;
import org.springframework.stereotype.Component;

/** Tiles of the log; full ones never change and stay in memory. */
@Component
public class LogTiles implements MerkleTree.Tiles {

    private record Key(int level, long index) {}

    private final LogStore store;
    private final Cache<Key, List<byte[]>> full =
            Caffeine.newBuilder().maximumSize(2_000).build();

    LogTiles(LogStore store) {
        this.store = store;
    }

    @Override
    public List<byte[]> tile(int level, long index, int width) {
        Key key = new Key(level, index);
        List<byte[]> cached = full.getIfPresent(key);
        if (cached != null) {
            return cached;
        }
        long from = index * MerkleTree.WIDTH;
        List<byte[]> hashes = store.hashes(level, from, from + MerkleTree.WIDTH);
        if (hashes.size() == MerkleTree.WIDTH) {
            full.put(key, hashes);
        }
        if (hashes.size() < width) {
            throw new IllegalStateException("tile " + level + "/" + index + " holds " + hashes.size() + " of " + width);
        }
        return hashes;
    }
}
