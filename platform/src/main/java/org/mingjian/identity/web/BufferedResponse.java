package org.mingjian.identity.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.util.ContentCachingResponseWrapper;

/** An answer kept until it has been stored under its idempotency key. */
final class BufferedResponse extends ContentCachingResponseWrapper {

    BufferedResponse(HttpServletResponse response) {
        super(response);
    }

    byte[] bytes() throws IOException {
        flushBuffer();
        return getContentAsByteArray();
    }
}
