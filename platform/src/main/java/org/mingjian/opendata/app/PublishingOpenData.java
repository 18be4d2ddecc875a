package org.mingjian.opendata.app;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.mingjian.kernel.PlatformException;
import org.mingjian.opendata.OpenData;
import org.mingjian.opendata.domain.OcdsFold;
import org.mingjian.opendata.store.OpenDataStore;
import org.mingjian.opendata.store.OpenDataStore.Current;
import org.mingjian.opendata.store.OpenDataStore.Release;
import org.mingjian.ops.PlatformName;
import org.mingjian.protection.OutputGuard;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Packages and files as they go out; personal numbers that a text may hold are masked on the way. */
@Service
public class PublishingOpenData implements OpenData {

    private static final String BIDS =
            "https://raw.githubusercontent.com/open-contracting-extensions/ocds_bid_extension/v1.1.5/extension.json";
    private static final String PAGES = "https://raw.githubusercontent.com/open-contracting-extensions/"
            + "ocds_pagination_extension/master/extension.json";
    private static final int PAGE = 200;

    private final OpenDataStore store;
    private final OpenDataSettings settings;
    private final String publisher;
    private final JsonMapper json = JsonMapper.shared();

    PublishingOpenData(OpenDataStore store, OpenDataSettings settings, PlatformName site) {
        this.store = store;
        this.settings = settings;
        this.publisher = site.name();
    }

    @Override
    public List<Month> months() {
        return store.months();
    }

    @Override
    public String licence() {
        return settings.licence();
    }

    @Override
    public String prefix() {
        return settings.prefix();
    }

    /**
     * A record package 记录包 with one record: all releases of a trade and the compiled one.
     *
     * @param uri the address that was asked
     * @param site beginning of that address
     * @throws PlatformException NOT_FOUND
     */
    public byte[] record(String ocid, String uri, String site) {
        Current current =
                store.record(ocid).orElseThrow(() -> new PlatformException(OpenDataError.RECORD_NOT_FOUND, ocid));
        ObjectNode all = head(uri, current.changedAt());
        ObjectNode record = all.putArray("records").addObject().put("ocid", ocid);
        store.releasesOf(current.code())
                .forEach(release -> record.withArray("releases").add(linked(json.readTree(release.body()), site)));
        record.set("compiledRelease", linked(compiled(current), site));
        return guarded(all.toString());
    }

    /** A release package 发布包 with one release. */
    public byte[] release(String id, String uri, String site) {
        Release release =
                store.release(id).orElseThrow(() -> new PlatformException(OpenDataError.RELEASE_NOT_FOUND, id));
        ObjectNode all = head(uri, release.at());
        all.putArray("releases").add(linked(json.readTree(release.body()), site));
        return guarded(all.toString());
    }

    /**
     * The releases after a position, oldest first; {@code links.next} is where the later ones are or will be. Empty
     * when there is none yet: the standard has no package without a release.
     */
    public Optional<byte[]> releases(long after, int size, String uri, String site) {
        List<Release> found = store.releasesAfter(after, size);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        ObjectNode all = head(uri, found.getLast().at());
        all.withArray("extensions").add(PAGES);
        found.forEach(release -> all.withArray("releases").add(linked(json.readTree(release.body()), site)));
        String next = site + "/api/ocds/releases?after=" + found.getLast().position() + "&size=" + size;
        all.putObject("links").put("next", next);
        return Optional.of(guarded(all.toString()));
    }

    /** The lines of a monthly file: each trade that became public in the month, as it stands now. */
    public void compiledOf(String month, Consumer<byte[]> line) {
        String after = "";
        List<Current> page;
        do {
            page = store.recordsOfMonth(month, after, PAGE);
            for (Current current : page) {
                line.accept(guarded(linked(compiled(current), settings.address()) + "\n"));
                after = current.code();
            }
        } while (page.size() == PAGE);
    }

    /** The lines of a monthly file: each release of the month. */
    public void releasesOf(String month, Consumer<byte[]> line) {
        long after = 0;
        List<Release> page;
        do {
            page = store.releasesOfMonth(month, after, PAGE);
            for (Release release : page) {
                line.accept(guarded(linked(json.readTree(release.body()), settings.address()) + "\n"));
                after = release.position();
            }
        } while (page.size() == PAGE);
    }

    private JsonNode compiled(Current current) {
        ObjectNode state = (ObjectNode) json.readTree(current.state());
        String date = OcdsFold.date(current.changedAt());
        return OcdsFold.release(state, current.ocid() + "-" + date, date, "compiled");
    }

    private ObjectNode head(String uri, Instant changedAt) {
        ObjectNode all = json.createObjectNode()
                .put("uri", uri)
                .put("version", "1.1")
                .put("publishedDate", OcdsFold.date(changedAt))
                .put("license", settings.licence());
        all.putArray("extensions").add(BIDS);
        all.putObject("publisher").put("name", publisher);
        return all;
    }

    /** Files are linked where the site's address is known: the standard wants whole addresses. */
    private static JsonNode linked(JsonNode release, String site) {
        if (!site.isEmpty()) {
            for (JsonNode document : release.path("tender").path("documents")) {
                String name = URLEncoder.encode(document.path("title").asString("file"), StandardCharsets.UTF_8)
                        .replace("+", "%20")
                        .replace("%2F", "_");
                ((ObjectNode) document)
                        .put("url", site + "/files/" + document.path("id").asString() + "/" + name);
            }
        }
        return release;
    }

    private static byte[] guarded(String text) {
        OutputGuard.Passed passed = OutputGuard.pass(text.getBytes(StandardCharsets.UTF_8));
        if (passed.stopped()) {
            throw new PlatformException(OpenDataError.WITHHELD, "OCDS");
        }
        return passed.bytes();
    }
}
