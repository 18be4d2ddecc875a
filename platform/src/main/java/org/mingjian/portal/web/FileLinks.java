package org.mingjian.portal.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.mingjian.facts.FileRef;

/** Addresses of public files: by content, with the name for people. */
public final class FileLinks {

    private FileLinks() {}

    public static String of(FileRef file) {
        String name = URLEncoder.encode(file.name(), StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%2F", "_");
        return "/files/" + file.sm3() + "/" + name;
    }
}
