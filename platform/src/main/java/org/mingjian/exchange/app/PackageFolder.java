package org.mingjian.exchange.app;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.mingjian.exchange.domain.Wire;
import org.mingjian.exchange.store.FileStore;
import org.mingjian.kernel.PlatformException;
import org.mingjian.ops.DataFolder;
import org.mingjian.spec.command.XmlEnvelopes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * 前置机目录: packages of systems that deliver files. {@code in/SYSTEM/live|history|test/NAME.zip} holds one XML and the
 * attachments it names; afterwards the package lies in {@code done} or {@code refused} with {@code NAME.feedback.json}
 * beside it. A package is taken when it has not grown since the last look; one that is broken stops none behind it.
 * Links are not followed. Who may write there is the operating system's matter.
 */
@Component
public class PackageFolder {

    private static final Logger LOG = LoggerFactory.getLogger(PackageFolder.class);
    private static final Charset NAMES = Charset.forName("GB18030");
    private static final String FEEDBACK = ".feedback.json";
    private static final List<String> MARKS = List.of("live", "history", "test");
    private static final int MOST_ENTRIES = 500;
    private static final int MOST_RECORDS = 5000;
    private static final long LARGEST = 256L << 20;

    private final Path folder;
    private final OlderDoors doors;
    private final FileStore files;
    private final Map<Path, Long> seen = new ConcurrentHashMap<>();

    PackageFolder(
            @Value("${mingjian.exchange.folder:}") String configured,
            DataFolder data,
            OlderDoors doors,
            FileStore files) {
        this.folder = configured.isEmpty() ? data.folder("exchange") : Path.of(configured);
        this.doors = doors;
        this.files = files;
    }

    /** One look at the folder. */
    @Scheduled(fixedDelayString = "${mingjian.exchange.look:2000}")
    public void look() {
        Path in = folder.resolve("in");
        if (!Files.isDirectory(in)) {
            return;
        }
        try (Stream<Path> found = Files.walk(in, 3)) {
            for (Path zip : found.filter(path -> path.toString().endsWith(".zip"))
                    .filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
                    .sorted()
                    .toList()) {
                Path relative = in.relativize(zip);
                boolean placed = relative.getNameCount() == 3
                        && MARKS.contains(relative.getName(1).toString());
                long size = Files.size(zip);
                Long before = seen.put(zip, size);
                if (placed && before != null && before == size) {
                    seen.remove(zip);
                    take(
                            zip,
                            relative.getName(0).toString(),
                            relative.getName(1).toString());
                }
            }
        } catch (IOException e) {
            LOG.warn("the folder of packages cannot be read: {}", e.getMessage());
        }
    }

    private void take(Path zip, String system, String mark) throws IOException {
        List<OlderDoors.Result> results;
        Optional<OlderDoors.Proven> placed = doors.placed(system);
        if (placed.isEmpty()) {
            results = refused("exchange.system", "系统编号" + system + "没有准入");
        } else {
            try {
                results = doors.take(placed.get(), mark.equals("live") ? "" : mark, incoming(zip));
            } catch (PlatformException tooMany) {
                results = refused("message.size", tooMany.code().title() + "：" + tooMany.getMessage());
            } catch (IOException | IllegalArgumentException malformed) {
                results = refused("message.unreadable", "不是完好的zip包：" + malformed.getMessage());
            }
        }
        boolean good = results.stream().allMatch(result -> result.state().equals("ACCEPTED"));
        Path to = Files.createDirectories(
                folder.resolve(good ? "done" : "refused").resolve(system).resolve(mark));
        String name = zip.getFileName().toString();
        Files.writeString(
                to.resolve(name.replace(".zip", FEEDBACK)),
                JsonMapper.shared().writeValueAsString(Map.of("results", results)));
        Files.move(zip, to.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }

    private static List<OlderDoors.Result> refused(String rule, String reason) {
        return List.of(new OlderDoors.Result(
                0, "", "", 0, "REFUSED", List.of(new org.mingjian.spec.Problem("message", rule, reason))));
    }

    /** Takes away packages with their feedback that were answered before a moment; how many. */
    public int forget(Instant before) {
        int gone = 0;
        for (Path answered : List.of(folder.resolve("done"), folder.resolve("refused"))) {
            if (!Files.isDirectory(answered)) {
                continue;
            }
            try (Stream<Path> found = Files.walk(answered, 3)) {
                for (Path feedback :
                        found.filter(path -> path.toString().endsWith(FEEDBACK)).toList()) {
                    if (Files.getLastModifiedTime(feedback).toInstant().isBefore(before)) {
                        String name = feedback.getFileName().toString();
                        Files.deleteIfExists(feedback.resolveSibling(name.replace(FEEDBACK, ".zip")));
                        Files.delete(feedback);
                        gone++;
                    }
                }
            } catch (IOException e) {
                LOG.warn("answered packages cannot be taken away: {}", e.getMessage());
            }
        }
        return gone;
    }

    private List<OlderDoors.Incoming> incoming(Path zip) throws IOException {
        Map<String, byte[]> entries = entries(zip);
        Optional<byte[]> xml = entries.entrySet().stream()
                .filter(entry -> entry.getKey().toLowerCase(Locale.ROOT).endsWith(".xml"))
                .map(Map.Entry::getValue)
                .findFirst();
        if (xml.isEmpty()) {
            throw new ZipException("包里没有XML");
        }
        List<OlderDoors.Incoming> incoming = new ArrayList<>();
        XmlEnvelopes.read(
                new ByteArrayInputStream(xml.get()),
                received -> OlderDoors.add(
                        incoming,
                        new OlderDoors.Incoming(
                                received.line(),
                                received.record(),
                                received.sources().stream()
                                        .map(source -> file(source, entries.get(name(source))))
                                        .toList(),
                                received.rule(),
                                received.reason()),
                        MOST_RECORDS));
        return incoming;
    }

    /** Names are UTF-8, or GBK as Windows here writes them without saying so. */
    private static Map<String, byte[]> entries(Path zip) throws IOException {
        try {
            return entries(zip, StandardCharsets.UTF_8);
        } catch (ZipException | IllegalArgumentException otherNames) {
            LOG.debug("{}: not read with names in UTF-8: {}", zip, otherNames.getMessage());
            return entries(zip, NAMES);
        }
    }

    /** Names without folders; a package that blows up is cut off. */
    private static Map<String, byte[]> entries(Path zip, Charset names) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        long left = LARGEST;
        try (InputStream file = Files.newInputStream(zip);
                ZipInputStream in = new ZipInputStream(file, names)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                byte[] bytes = in.readNBytes((int) Math.min(Integer.MAX_VALUE - 8, left + 1));
                left -= bytes.length;
                if (left < 0 || entries.size() >= MOST_ENTRIES) {
                    throw new IOException("包解开后超过" + (LARGEST >> 20) + "MB或" + MOST_ENTRIES + "个文件");
                }
                String name = entry.getName();
                entries.put(name.substring(name.lastIndexOf('/') + 1), bytes);
            }
        }
        if (entries.isEmpty()) {
            throw new ZipException("空包或不是zip");
        }
        return entries;
    }

    private static String name(Map<String, String> source) {
        String named = source.getOrDefault("FILE_NAME", source.getOrDefault("BINARY_CONTENT", ""));
        return named.substring(Math.max(named.lastIndexOf('/'), named.lastIndexOf('\\')) + 1);
    }

    /** An attachment of a system that calls: it lies in {@code in/SYSTEM/files}. */
    Wire.File file(String system, Map<String, String> source) {
        Path area = folder.resolve("in").resolve(system).resolve("files").normalize();
        try {
            Path file = area.resolve(name(source)).normalize();
            boolean inside =
                    file.startsWith(area) && !file.equals(area) && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
            byte[] content = inside && Files.size(file) <= LARGEST ? Files.readAllBytes(file) : null;
            return file(source, content);
        } catch (IOException | IllegalArgumentException unreadable) {
            return file(source, null);
        }
    }

    /** A missing one, or one whose MD5 is not what the message says, has no digest, and the checks refuse it. */
    private Wire.File file(Map<String, String> source, byte @org.jspecify.annotations.Nullable [] content) {
        if (content == null) {
            return new Wire.File("", 0, name(source));
        }
        String said = source.getOrDefault("MD5", "");
        boolean right = said.isEmpty() || md5(content).equalsIgnoreCase(said);
        return new Wire.File(right ? files.keep(content) : "", content.length, name(source));
    }

    /** Existing packages carry MD5; it tells a damaged file, and proves nothing against anybody. */
    private static String md5(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(content));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
