package org.mingjian.portal.web;

import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import org.mingjian.kernel.crypto.Sm3;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** Style and script of the pages; their address changes with their content. */
@Component
class Assets {

    private final String version;

    Assets() throws IOException {
        version = HexFormat.of().formatHex(Sm3.digest(read("portal.css"), read("portal.js")), 0, 6);
    }

    private static byte[] read(String name) throws IOException {
        try (InputStream in = new ClassPathResource("static/portal/" + name).getInputStream()) {
            return in.readAllBytes();
        }
    }

    String version() {
        return version;
    }
}
