package org.mingjian.ops;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A request read into memory once, within a bound: it has arrived whole, can be digested and then parsed. */
public final class WholeRequest extends HttpServletRequestWrapper {

    private final byte[] bytes;

    private WholeRequest(HttpServletRequest request, byte[] bytes) {
        super(request);
        this.bytes = bytes;
    }

    /** Reads at most {@code limit} bytes and one more, by which the caller sees that it is too large. */
    public static WholeRequest of(HttpServletRequest request, int limit) throws IOException {
        return new WholeRequest(request, request.getInputStream().readNBytes(limit + 1));
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    /** The first bytes, at most so many. */
    public byte[] head(int most) {
        return Arrays.copyOf(bytes, Math.min(most, bytes.length));
    }

    public int length() {
        return bytes.length;
    }

    @Override
    public ServletInputStream getInputStream() {
        ByteArrayInputStream in = new ByteArrayInputStream(bytes);
        return new ServletInputStream() {
            @Override
            public int read() {
                return in.read();
            }

            @Override
            public int read(byte[] target, int offset, int length) {
                return in.read(target, offset, length);
            }

            @Override
            public boolean isFinished() {
                return in.available() == 0;
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setReadListener(ReadListener listener) {
                throw new IllegalStateException("this request is read at once");
            }
        };
    }

    @Override
    public BufferedReader getReader() {
        return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
    }
}
