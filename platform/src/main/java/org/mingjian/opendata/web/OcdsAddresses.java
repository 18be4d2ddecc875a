package org.mingjian.opendata.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;
import org.mingjian.kernel.Open;
import org.mingjian.opendata.app.PublishingOpenData;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** OCDS for programs: packages one by one, and whole months as files. */
@RestController
class OcdsAddresses {

    private final PublishingOpenData data;

    OcdsAddresses(PublishingOpenData data) {
        this.data = data;
    }

    @Open("开放数据：一个交易的全部发布和当前状态")
    @GetMapping("/api/ocds/records/{ocid}")
    ResponseEntity<byte[]> record(HttpServletRequest request, @PathVariable String ocid) {
        return json(data.record(ocid, uri(request), site(request)));
    }

    @Open("开放数据：按统一交易标识码")
    @GetMapping("/api/ocds/trades/{code}")
    ResponseEntity<byte[]> trade(HttpServletRequest request, @PathVariable String code) {
        return json(data.record(data.prefix() + "-" + code, uri(request), site(request)));
    }

    @Open("开放数据：一个发布")
    @GetMapping("/api/ocds/releases/{id}")
    ResponseEntity<byte[]> release(HttpServletRequest request, @PathVariable String id) {
        return json(data.release(id, uri(request), site(request)));
    }

    @Open("开放数据：按存证序号逐批取得发布")
    @GetMapping("/api/ocds/releases")
    ResponseEntity<byte[]> releases(
            HttpServletRequest request,
            @RequestParam(defaultValue = "0") long after,
            @RequestParam(defaultValue = "100") int size) {
        int bounded = Math.max(1, Math.min(size, 200));
        return data.releases(Math.max(0, after), bounded, uri(request), site(request))
                .map(OcdsAddresses::json)
                .orElseGet(() -> ResponseEntity.noContent()
                        .header("Cache-Control", "public, max-age=5")
                        .header("Access-Control-Allow-Origin", "*")
                        .build());
    }

    @Open("开放数据：某月首次公开的交易，当前状态")
    @GetMapping("/open/ocds/compiled-{month:\\d{4}-\\d{2}}.jsonl.gz")
    void compiled(@PathVariable String month, HttpServletResponse response) {
        file(response, "compiled-" + month, line -> data.compiledOf(month, line));
    }

    @Open("开放数据：某月的全部发布")
    @GetMapping("/open/ocds/releases-{month:\\d{4}-\\d{2}}.jsonl.gz")
    void releases(@PathVariable String month, HttpServletResponse response) {
        file(response, "releases-" + month, line -> data.releasesOf(month, line));
    }

    /** Written as it is read: a month of any size takes the memory of one page. */
    private static void file(HttpServletResponse response, String name, Consumer<Consumer<byte[]>> lines) {
        response.setContentType("application/gzip");
        response.setHeader("Content-Disposition", "attachment; filename=\"" + name + ".jsonl.gz\"");
        response.setHeader("Cache-Control", "public, max-age=60");
        try (OutputStream out = new GZIPOutputStream(response.getOutputStream(), 1 << 16)) {
            lines.accept(line -> {
                try {
                    out.write(line);
                } catch (IOException gone) {
                    throw new UncheckedIOException(gone);
                }
            });
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private static ResponseEntity<byte[]> json(byte[] body) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .header("Cache-Control", "public, max-age=5")
                .header("Access-Control-Allow-Origin", "*")
                .body(body);
    }

    private static String uri(HttpServletRequest request) {
        return ServletUriComponentsBuilder.fromRequest(request).build().toUriString();
    }

    private static String site(HttpServletRequest request) {
        return ServletUriComponentsBuilder.fromContextPath(request).build().toUriString();
    }
}
