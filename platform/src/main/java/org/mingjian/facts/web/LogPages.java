package org.mingjian.facts.web;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.mingjian.facts.FactsError;
import org.mingjian.facts.app.Contents;
import org.mingjian.facts.app.KeepingHeads;
import org.mingjian.facts.domain.MerkleTree;
import org.mingjian.facts.store.LogStore;
import org.mingjian.kernel.Open;
import org.mingjian.kernel.PlatformException;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The log for outsiders in C2SP tlog-tiles layout: {@code /log/checkpoint}, {@code /log/tile/L/N[.p/W]},
 * {@code /log/tile/entries/N[.p/W]}; N in groups of three digits, all but the last with an x. Hash SM3.
 */
@RestController
@RequestMapping("/log")
class LogPages {

    private static final String TEXT = "text/plain;charset=UTF-8";

    private final LogStore store;
    private final KeepingHeads heads;

    LogPages(LogStore store, KeepingHeads heads) {
        this.store = store;
        this.heads = heads;
    }

    @Open("公开日志：检查点")
    @GetMapping(value = "/checkpoint", produces = TEXT)
    ResponseEntity<String> checkpoint() {
        return note(store.head().orElseThrow(() -> missing("日志还没有事实")));
    }

    /** The newest tree head that as many others co-signed as the policy asks for. */
    @Open("公开日志：联署成立的检查点")
    @GetMapping(value = "/cosigned", produces = TEXT)
    ResponseEntity<String> cosigned() {
        return note(heads.standing().orElseThrow(() -> missing("还没有联署成立的检查点")));
    }

    private ResponseEntity<String> note(LogStore.Head head) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noCache())
                .header("Mingjian-Cosigned", heads.verdict(head.size()))
                .body(heads.withCosignatures(head));
    }

    @Open("公开日志：日志公钥")
    @GetMapping(value = "/key", produces = TEXT)
    String key() {
        return heads.keyLine() + "\n";
    }

    /** A hash in base64 on each line, as a co-signer is given them. */
    @Open("公开日志：一致性证明")
    @GetMapping(value = "/consistency/{from:\\d{1,18}}/{to:\\d{1,18}}", produces = TEXT)
    String consistency(@PathVariable long from, @PathVariable long to) {
        long size = store.head().map(LogStore.Head::size).orElse(0L);
        if (from > to || to > size) {
            throw missing("日志现有 " + size + " 条");
        }
        return heads.consistency(from, to).stream()
                .map(hash -> Base64.getEncoder().encodeToString(hash) + "\n")
                .collect(Collectors.joining());
    }

    private static PlatformException missing(String detail) {
        return new PlatformException(FactsError.TILE_NOT_FOUND, detail);
    }

    @Open("公开日志：条目分片")
    @GetMapping("/tile/entries/{*path}")
    ResponseEntity<byte[]> entries(@PathVariable String path) {
        Tile tile = Tile.parse(path);
        long from = tile.index * MerkleTree.WIDTH;
        requireWithin(from + tile.width, 0);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (LogStore.Waiting fact : store.entries(from, from + tile.width)) {
            byte[] entry = Contents.entry(fact.at(), fact.digest());
            out.write(entry.length >> 8);
            out.write(entry.length);
            out.writeBytes(entry);
        }
        return bytes(out.toByteArray());
    }

    @Open("公开日志：散列分片")
    @GetMapping("/tile/{level:\\d{1,2}}/{*path}")
    ResponseEntity<byte[]> hashes(@PathVariable int level, @PathVariable String path) {
        Tile tile = Tile.parse(path);
        long from = tile.index * MerkleTree.WIDTH;
        requireWithin(from + tile.width, level);
        List<byte[]> hashes = store.hashes(level, from, from + tile.width);
        ByteArrayOutputStream out = new ByteArrayOutputStream(hashes.size() * 32);
        hashes.forEach(out::writeBytes);
        return bytes(out.toByteArray());
    }

    private void requireWithin(long end, int level) {
        long size = store.head().map(LogStore.Head::size).orElse(0L);
        if (level > 6 || end > size >>> (8 * level)) {
            throw new PlatformException(FactsError.TILE_NOT_FOUND, "日志现有 " + size + " 条");
        }
    }

    private static ResponseEntity<byte[]> bytes(byte[] body) {
        return ResponseEntity.ok()
                .cacheControl(
                        CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable())
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .body(body);
    }

    /** A tile's number and width out of a path such as {@code /x001/x234/067.p/8}. */
    private record Tile(long index, int width) {

        static Tile parse(String path) {
            String number = path.substring(1);
            int width = MerkleTree.WIDTH;
            int partial = number.indexOf(".p/");
            if (partial >= 0) {
                String tail = number.substring(partial + 3);
                number = number.substring(0, partial);
                width = tail.matches("[1-9]\\d{0,2}") ? Integer.parseInt(tail) : 0;
            }
            if (!number.matches("(x\\d{3}/){0,5}\\d{3}") || width < 1 || width > MerkleTree.WIDTH) {
                throw new PlatformException(FactsError.TILE_NOT_FOUND, "写法见 C2SP tlog-tiles");
            }
            return new Tile(Long.parseLong(number.replaceAll("[x/]", "")), width);
        }
    }
}
