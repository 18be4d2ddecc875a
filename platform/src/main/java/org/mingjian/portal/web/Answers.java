package org.mingjian.portal.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.mingjian.ops.StrictHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/** A page as an answer: 304 when the visitor has it, compressed when he can unpack it. */
final class Answers {

    /** Nothing from elsewhere, no script in the page. */
    static final String POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:;"
            + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private static final String VARY = "Accept, Accept-Encoding, Cookie";

    private Answers() {}

    static ResponseEntity<byte[]> of(Page page, HttpServletRequest request) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(status(page, request))
                .header("ETag", page.etag())
                .header("Cache-Control", "no-cache")
                .header("Vary", VARY)
                .header("Content-Security-Policy", POLICY);
        if (isKnown(page, request)) {
            return answer.build();
        }
        byte[] packed = packed(page, request);
        if (packed != null) {
            answer.header("Content-Encoding", "gzip");
        }
        return answer.header("Content-Type", page.type()).body(packed == null ? page.body() : packed);
    }

    /** The same, past the frame: for pages that are asked for thousands of times a second. */
    static void write(Page page, HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setStatus(status(page, request).value());
        response.setHeader("ETag", page.etag());
        response.setHeader("Cache-Control", "no-cache");
        response.setHeader("Vary", VARY);
        StrictHeaders.write(request, response, POLICY);
        if (isKnown(page, request)) {
            return;
        }
        byte[] packed = packed(page, request);
        byte[] body = packed == null ? page.body() : packed;
        if (packed != null) {
            response.setHeader("Content-Encoding", "gzip");
        }
        response.setContentType(page.type());
        response.setContentLength(body.length);
        if (!request.getMethod().equals("HEAD")) {
            response.getOutputStream().write(body);
        }
    }

    private static HttpStatus status(Page page, HttpServletRequest request) {
        return isKnown(page, request) ? HttpStatus.NOT_MODIFIED : HttpStatus.valueOf(page.status());
    }

    private static boolean isKnown(Page page, HttpServletRequest request) {
        String known = request.getHeader("If-None-Match");
        return page.status() == 200 && known != null && known.contains(page.etag());
    }

    private static byte @Nullable [] packed(Page page, HttpServletRequest request) {
        String encodings = request.getHeader("Accept-Encoding");
        return encodings != null && encodings.contains("gzip") ? page.gzip() : null;
    }
}
