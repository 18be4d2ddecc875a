package org.mingjian.bench;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

/** nginx that serves a folder on loopback, on all cores: the peer of pages that are ready. */
final class Nginx implements AutoCloseable {

    private static final String CONFIGURATION = """
            %sworker_processes auto;
            daemon off;
            pid nginx.pid;
            error_log error.log;
            events { worker_connections 1024; }
            http {
              access_log off;
              default_type "text/html; charset=utf-8";
              sendfile on;
              tcp_nopush on;
              keepalive_requests 100000000;
              open_file_cache max=100;
              client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi;
              uwsgi_temp_path uwsgi; scgi_temp_path scgi;
              server { listen 127.0.0.1:%d; root pages; }
            }
            """;

    private final Process process;
    private final String address;

    private Nginx(Process process, String address) {
        this.process = process;
        this.address = address;
    }

    /** @param folder an empty folder; pages lie in its {@code pages} */
    static Nginx start(Path folder) throws IOException {
        Files.createDirectories(folder.resolve("pages"));
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        boolean root = "root".equals(System.getProperty("user.name"));
        Path file = folder.resolve("nginx.conf");
        Files.writeString(file, CONFIGURATION.formatted(root ? "user root;\n" : "", port));
        Process process = new ProcessBuilder(
                        "nginx",
                        "-p",
                        folder.toString(),
                        "-e",
                        folder.resolve("error.log").toString(),
                        "-c",
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return new Nginx(process, "http://127.0.0.1:" + port);
    }

    String address() {
        return address;
    }

    @Override
    public void close() {
        process.destroy();
    }
}
