package org.mingjian.bench;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mingjian.Platform;
import org.mingjian.facts.Facts;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code bench portal [--notices N] [--seconds S]}: N notices recorded as facts and read by the portal itself, then
 * trade page and notice page under wrk against nginx with the same bytes, then filtered search: the most it takes, and
 * how long an answer takes at half of that.
 */
final class PortalBench implements Bench.Measurement {

    private static final String USAGE = "bench portal [--notices N] [--seconds S]: N notices (2000, a smoke size of"
            + " seconds; the goal is named for 1000000), each load for S seconds (3)";
    private static final Duration PATIENCE = Duration.ofHours(2);
    private static final int CHECKED = 10;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private record Options(int notices, Duration time) {}

    @Override
    public Measured run(String[] arguments) throws Exception {
        Options options = parse(arguments);
        requirePrograms();
        Path folder = Files.createTempDirectory("mingjian-bench");
        try (ConfigurableApplicationContext platform = start(folder)) {
            String url = "http://127.0.0.1:" + platform.getEnvironment().getProperty("local.server.port");
            long begin = System.nanoTime();
            SampleMarket.load(
                    options.notices(), platform.getBean(Facts.class), platform.getBean(TransactionTemplate.class));
            awaitRead(url, options.notices());
            double loaded = options.notices() / ((System.nanoTime() - begin) / 1e9);
            Map<String, Object> notes = new LinkedHashMap<>();
            notes.put("unit", "trade pages a second, wrk with 64 connections");
            notes.put("peer", "nginx serving the same bytes");
            notes.put("noticesRecordedReadAndIndexedPerSecond", Math.round(loaded));
            double[] pages = pages(url, folder, options, notes);
            search(url, options, notes);
            return new Measured(
                    "portal",
                    pages[0],
                    pages[1],
                    pages[0] / pages[1],
                    List.of(new Measured.Size(options.notices(), pages[0])),
                    0,
                    notes);
        }
    }

    private static Options parse(String[] arguments) throws Missing {
        int notices = 2_000;
        int seconds = 3;
        for (int i = 0; i < arguments.length; i++) {
            boolean value = i + 1 < arguments.length && arguments[i + 1].matches("[1-9]\\d{0,7}");
            switch (arguments[i]) {
                case "--notices" -> notices = value ? Integer.parseInt(arguments[++i]) : -1;
                case "--seconds" -> seconds = value ? Integer.parseInt(arguments[++i]) : -1;
                default -> notices = -1;
            }
            if (notices < SampleMarket.REGIONS || seconds < 1) {
                throw new Missing(USAGE);
            }
        }
        return new Options(notices, Duration.ofSeconds(seconds));
    }

    private static void requirePrograms() throws Missing {
        for (String program : List.of("wrk", "nginx")) {
            boolean there = Arrays.stream((System.getenv("PATH") + ":/usr/sbin").split(":"))
                    .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
            if (!there) {
                throw new Missing("bench portal needs wrk and nginx: apt-get install wrk nginx-light");
            }
        }
    }

    private static ConfigurableApplicationContext start(Path folder) {
        return new SpringApplicationBuilder(Platform.class)
                .profiles("bench")
                .properties("mingjian.data=" + folder)
                .run("--server.port=0");
    }

    /** Until list and index have every notice and no more. */
    private void awaitRead(String url, int notices) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        long total = 0;
        while (total != notices) {
            if (System.nanoTime() > end || total > notices) {
                throw new IllegalStateException("the portal shows " + total + " of " + notices + " notices");
            }
            Thread.sleep(250);
            total = total(url + "/notices.json?size=1");
        }
    }

    private long total(String address) throws IOException, InterruptedException {
        JsonNode answer = JsonMapper.shared().readTree(bytes(address));
        return answer.path("total").asLong(-1);
    }

    private byte[] bytes(String address) throws IOException, InterruptedException {
        var answer = http.send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(address + " answered " + answer.statusCode());
        }
        return answer.body();
    }

    /** @return trade pages a second from here and from nginx */
    private double[] pages(String url, Path folder, Options options, Map<String, Object> notes)
            throws IOException, InterruptedException {
        Path served = Files.createDirectories(folder.resolve("nginx"));
        String trade = "/trades/" + SampleMarket.code(options.notices() / 2);
        JsonNode list = JsonMapper.shared().readTree(bytes(url + "/notices.json?size=1"));
        String notice = "/notices/" + list.path("items").path(0).path("id").asString();
        double[] trades;
        try (Nginx nginx = Nginx.start(served)) {
            trades = compare(url, nginx.address(), served.resolve("pages"), trade, options.time());
            double[] notices = compare(url, nginx.address(), served.resolve("pages"), notice, options.time());
            notes.put("noticePagesPerSecond", Math.round(notices[0]));
            notes.put("noticePageRatio", notices[0] / notices[1]);
        }
        return trades;
    }

    private double[] compare(String ours, String peer, Path pages, String path, Duration time)
            throws IOException, InterruptedException {
        byte[] page = bytes(ours + path);
        String name = path.substring(path.lastIndexOf('/') + 1);
        if (!new String(page, StandardCharsets.UTF_8).contains(name)) {
            throw new IllegalStateException(path + " is a page of something else");
        }
        Files.write(pages.resolve(name), page);
        Thread.sleep(300);
        if (!Arrays.equals(page, bytes(peer + "/" + name))) {
            throw new IllegalStateException("nginx serves other bytes");
        }
        Load.most(ours + path, time); // warm
        return new double[] {Load.most(ours + path, time), Load.most(peer + "/" + name, time)};
    }

    private void search(String url, Options options, Map<String, Object> notes) throws Exception {
        for (int region = 0; region < CHECKED; region++) {
            long expected = (options.notices() - region + SampleMarket.REGIONS - 1) / SampleMarket.REGIONS;
            long found = total(url + "/notices.json?size=1&region=" + SampleMarket.region(region));
            if (found != expected) {
                throw new IllegalStateException("region " + region + ": " + found + " found, " + expected + " there");
            }
        }
        List<String> paths = questions();
        Load.most(url, paths, options.time()); // warm
        double peak = Load.most(url, paths, options.time());
        double[] millis = Load.steady(url, paths, peak / 2, options.time());
        notes.put("searchesPerSecond", Math.round(peak));
        notes.put("searchMillisP50AtHalf", millis[millis.length / 2]);
        notes.put("searchMillisP95AtHalf", millis[(int) (millis.length * 0.95)]);
    }

    /** Words with and without filters, several pages: far more addresses than are kept while they are asked for. */
    private static List<String> questions() {
        List<String> paths = new ArrayList<>();
        for (int i = 0; i < 11 * 10; i++) {
            String words = URLEncoder.encode(SampleMarket.place(i) + SampleMarket.work(i), StandardCharsets.UTF_8);
            for (int region = 0; region < SampleMarket.REGIONS; region++) {
                paths.add("/trades?q=" + words + "&region=" + SampleMarket.region(region));
                paths.add("/notices?q=" + words + "&type=notice&region=" + SampleMarket.region(region) + "&page=1");
            }
            paths.add("/trades?q=" + words + "&state=BIDDING");
            paths.add("/notices?q=" + words);
        }
        return paths;
    }
}
