package org.mingjian.portal.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.mingjian.kernel.crypto.Sm3;

/**
 * A rendered page, ready to go out.
 *
 * @param gzip the same compressed; null where that gains nothing
 * @param etag of the content, so that an unchanged page rendered again is still unchanged
 * @param renderedAt {@link System#nanoTime}
 */
record Page(int status, String type, byte[] body, byte @Nullable [] gzip, String etag, Truth truth, long renderedAt) {

    /**
     * How long the page is true.
     *
     * @param subject what it is about
     * @param version of the subject when it was rendered
     * @param keep at most this long, since clocks run
     */
    record Truth(String subject, long version, Duration keep) {

        /** Of a page that is not kept. */
        static final Truth ONCE = new Truth("", 0, Duration.ZERO);
    }

    private static final int SMALL = 1_000;

    static Page of(int status, String type, byte[] body, Truth truth) {
        byte[] packed = body.length < SMALL ? null : pack(body);
        String etag = "\"" + HexFormat.of().formatHex(Sm3.digest(body), 0, 12) + "\"";
        return new Page(status, type, body, packed, etag, truth, System.nanoTime());
    }

    int weight() {
        byte[] packed = gzip;
        return body.length + (packed == null ? 0 : packed.length);
    }

    private static byte[] pack(byte[] body) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(body.length / 3);
        try (GZIPOutputStream gzip = new GZIPOutputStream(out, 8_192)) {
            gzip.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
