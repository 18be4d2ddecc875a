package org.mingjian.opendata;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Everything that a running site says in OCDS, by the standard's schema, our own list and the checks in words:
 * {@code java … org.mingjian.opendata.OcdsReview http://127.0.0.1:8080}. Counts on standard output; 1 when something
 * is wrong.
 */
final class OcdsReview {

    private final String site;
    private final Map<String, Integer> counts = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();
    private final Map<String, List<JsonNode>> releases = new HashMap<>();

    private OcdsReview(String site) {
        this.site = site;
    }

    public static void main(String[] args) throws IOException {
        OcdsReview review = new OcdsReview(args[0]);
        review.all();
        PrintStream out = System.out;
        out.println(review.counts);
        review.problems.stream().limit(40).forEach(out::println);
        out.println(review.problems.size() + " problems");
        System.exit(review.problems.isEmpty() ? 0 : 1);
    }

    private void all() throws IOException {
        List<String> months = json("/open.json")
                .path("months")
                .valueStream()
                .map(month -> month.path("month").asString())
                .toList();
        for (String name : months) {
            for (JsonNode release : lines("/open/ocds/releases-" + name + ".jsonl.gz")) {
                judge("Release", release, OcdsChecks.release(release));
                releases.computeIfAbsent(release.path("ocid").asString(), ocid -> new ArrayList<>())
                        .add(release);
            }
        }
        for (String name : months) {
            for (JsonNode compiled : lines("/open/ocds/compiled-" + name + ".jsonl.gz")) {
                judge("Release", compiled, OcdsChecks.release(compiled));
                compiled(compiled);
            }
        }
        for (String ocid : List.copyOf(releases.keySet())) {
            JsonNode found = json("/api/ocds/records/" + ocid);
            judge("RecordPackage", found, OcdsChecks.record(found.at("/records/0")));
        }
        for (List<JsonNode> of : List.copyOf(releases.values())) {
            String id = of.getFirst().path("id").asString();
            judge("ReleasePackage", json("/api/ocds/releases/" + id), List.of());
        }
        pages();
    }

    private void compiled(JsonNode compiled) {
        String ocid = compiled.path("ocid").asString();
        if (!OcdsMerge.compiled(releases.getOrDefault(ocid, List.of())).equals(compiled)) {
            problems.add(ocid + ": the releases of the files do not merge to the compiled one");
        }
    }

    private void pages() throws IOException {
        String next = site + "/api/ocds/releases?after=0&size=200";
        int seen = 0;
        while (true) {
            String text = text(next);
            if (text.isEmpty()) {
                break;
            }
            JsonNode page = JsonMapper.shared().readTree(text);
            judge("ReleasePackage", page, List.of());
            seen += page.path("releases").size();
            next = page.at("/links/next").asString();
        }
        int known = releases.values().stream().mapToInt(List::size).sum();
        if (seen != known) {
            problems.add("the pages hold " + seen + " releases, the files " + known);
        }
    }

    private void judge(String type, JsonNode node, List<String> words) {
        counts.merge(type, 1, Integer::sum);
        String name = type + " " + node.path("id").asString(node.path("uri").asString(""));
        OcdsStandard.V115.problems(type, node).forEach(one -> problems.add(name + " (standard): " + one));
        OcdsSchema.problems(type, node).forEach(one -> problems.add(name + " (our list): " + one));
        words.forEach(one -> problems.add(name + " (in words): " + one));
    }

    private List<JsonNode> lines(String path) throws IOException {
        try (InputStream in =
                new GZIPInputStream(URI.create(site + path).toURL().openStream())) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> (JsonNode) JsonMapper.shared().readTree(line))
                    .toList();
        }
    }

    private JsonNode json(String path) throws IOException {
        return JsonMapper.shared().readTree(text(site + path));
    }

    private static String text(String address) throws IOException {
        try (InputStream in = URI.create(address).toURL().openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
