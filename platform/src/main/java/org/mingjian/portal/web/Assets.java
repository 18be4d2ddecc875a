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

    /** The script of the page that checks a file, built with the workbench. */
    private static final String VERIFY = "desk/assets/verify-file.js";

    private final String version;

    Assets() throws IOException {
        byte[] digest = Sm3.digest(read("portal/portal.css"), read("portal/portal.js"), read(VERIFY));
        version = HexFormat.of().formatHex(digest, 0, 6);
    }

    /** Empty where the workbench was not built, as in tests of the pages alone. */
    private static byte[] read(String name) throws IOException {
        ClassPathResource file = new ClassPathResource("static/" + name);
        if (!file.exists()) {
            return new byte[0];
        }
        try (InputStream in = file.getInputStream()) {
            return in.readAllBytes();
        }
    }

    String version() {
        return version;
    }
}
