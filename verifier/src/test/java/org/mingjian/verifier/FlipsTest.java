package org.mingjian.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Thousands of copies of each kind of file, each with one byte changed: none may pass, and each says what failed. */
class FlipsTest {

    private static final int FLIPS = 2_000;
    private static final Path SAMPLES = Path.of("src/test/resources/samples");
    private static final Pattern FAILED = Pattern.compile("\"check\":\"([^\"]+)\",\"ok\":false");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** Tree heads are checked once in all, as the verifier does within one file. */
    private final Trust trust = Trust.in(Optional.empty());

    private static Map<String, String> made() {
        SamplePackage trade = new SamplePackage();
        return Map.of(
                "receipt", new SampleReceipt().json(),
                "draw", trade.draw(),
                "scores", trade.scores(),
                "package", trade.whole());
    }

    /** The samples that the browser's verifier is tried with, too; made anew with -Dmingjian.write=true. */
    @Test
    void samplesAreGood() throws IOException {
        for (Map.Entry<String, String> one : made().entrySet()) {
            Path file = SAMPLES.resolve(one.getKey() + ".json");
            if (Boolean.getBoolean("mingjian.write")) {
                Files.createDirectories(SAMPLES);
                Files.writeString(file, one.getValue() + "\n");
            }
            PrintStream stream = new PrintStream(out, true, UTF_8);
            int code = new Verifier(System.in, stream, stream).run("verify", file.toString());
            assertThat(code).as(out.toString(UTF_8)).isZero();
        }
    }

    @Test
    void receiptWithAnyByteChangedIsRefusedByName() throws IOException {
        flip("receipt");
    }

    @Test
    void drawRecordWithAnyByteChangedIsRefusedByName() throws IOException {
        flip("draw");
    }

    @Test
    void scoringRecordWithAnyByteChangedIsRefusedByName() throws IOException {
        flip("scores");
    }

    @Test
    void packageWithAnyByteChangedIsRefusedByName() throws IOException {
        flip("package");
    }

    /**
     * A path leads to a root whatever the size is said to be, as long as the turns are the same (RFC 9162 §2.1.3.2):
     * the size is believed with the root, and a receipt takes both from one signed tree head.
     */
    @Test
    void proofWithAnyByteChangedButThoseOfItsSizeIsRefused() throws Unreadable {
        NaiveTree tree = NaiveTree.ofSize(TreeHash.SM3, 70);
        for (int size : List.of(2, 3, 63, 64, 65, 70)) {
            String root = ",\"root\":\"" + VerifierTest.base64(tree.root(size)) + "\",\"size\":";
            String good =
                    "{\"hash\":\"sm3\",\"index\":1,\"leaf\":\"" + VerifierTest.base64(tree.leaf(1)) + "\",\"path\":"
                            + VerifierTest.path(tree.inclusion(1, size)).replace(" ", "") + root + size + "}";
            assertThat(Proof.read(JsonReader.read(good)).problem()).isEmpty();
            byte[] bytes = good.getBytes(UTF_8);
            for (int i = 0; i < (bytes.length - (size + "}").length()) * 8; i++) {
                byte[] changed = bytes.clone();
                changed[i / 8] ^= (byte) (1 << i % 8);
                assertThat(problem(changed)).as("size %d bit %d", size, i).isPresent();
            }
        }
    }

    private static Optional<String> problem(byte[] proof) {
        try {
            return Proof.read(JsonReader.read(JsonReader.utf8(proof))).problem();
        } catch (Unreadable unreadable) {
            return Optional.of(unreadable.why());
        }
    }

    private void flip(String kind) throws IOException {
        byte[] good = Files.readAllBytes(SAMPLES.resolve(kind + ".json"));
        Random random = new Random(4);
        assertThat(failed(good)).isEmpty();
        for (int i = 0; i < FLIPS; i++) {
            byte[] changed = good.clone();
            int at = i < good.length && good.length <= FLIPS ? i : random.nextInt(good.length);
            changed[at] ^= (byte) (1 + random.nextInt(255));
            assertThat(failed(changed)).as("%s byte %d", kind, at).isNotEmpty();
        }
    }

    /** A change that leaves the file readable and its text in form must still be found by what the file says. */
    @Test
    void changedLettersAndDigitsAreFoundByTheSubjectAndNotOnlyByTheForm() throws IOException {
        for (String kind : List.of("receipt", "draw", "scores", "package")) {
            byte[] good = Files.readAllBytes(SAMPLES.resolve(kind + ".json"));
            Random random = new Random(6962);
            int tried = 0;
            while (tried < 400) {
                int at = random.nextInt(good.length);
                byte other = (byte) "0123456789abcdef".charAt(random.nextInt(16));
                if (!Character.isLetterOrDigit(good[at]) || good[at] == other) {
                    continue;
                }
                byte[] changed = good.clone();
                changed[at] = other;
                assertThat(failed(changed)).as("%s byte %d", kind, at).isNotEmpty();
                tried++;
            }
        }
    }

    @Test
    void truncatedDoubledReorderedAndOversizedFilesAreRefused() throws IOException {
        for (String kind : List.of("receipt", "draw", "scores", "package")) {
            String good = Files.readString(SAMPLES.resolve(kind + ".json")).strip();
            for (int length = 0; length < good.length(); length += Math.max(1, good.length() / 200)) {
                assertThat(failed(good.substring(0, length).getBytes(UTF_8))).contains("form");
            }
            assertThat(failed((good + good).getBytes(UTF_8))).contains("form");
            assertThat(failed((good + "\n" + good).getBytes(UTF_8))).contains("form");
            String version = ",\"v\":1}";
            assertThat(good).endsWith(version);
            String reordered = "{\"v\":1," + good.substring(1, good.length() - version.length()) + "}";
            assertThat(failed(reordered.getBytes(UTF_8))).as(reordered).containsExactly("canonical");
        }
        byte[] receipt = Files.readAllBytes(SAMPLES.resolve("receipt.json"));
        byte[] huge = Arrays.copyOf(receipt, Documents.LONGEST + 1);
        PrintStream stream = new PrintStream(out, true, UTF_8);
        assertThat(new Verifier(new ByteArrayInputStream(huge), stream, stream).run("verify", "-"))
                .isEqualTo(1);
        assertThat(out.toString(UTF_8)).contains("longer than 64 MB");
    }

    @Test
    void factsInAnotherOrderLeftOutOrDoubledAreRefused() throws IOException {
        SamplePackage trade = new SamplePackage();
        for (String whole : List.of(trade.draw(), trade.scores(), trade.whole())) {
            List<Json> facts = facts(whole);
            String list = text(facts);
            for (int i = 0; i + 1 < facts.size(); i++) {
                List<Json> swapped = new ArrayList<>(facts);
                Collections.swap(swapped, i, i + 1);
                List<Json> fewer = new ArrayList<>(facts);
                fewer.remove(i);
                List<Json> more = new ArrayList<>(facts);
                more.add(i, facts.get(i));
                assertThat(failed(whole.replace(list, text(swapped)).getBytes(UTF_8)))
                        .contains("sequence");
                assertThat(failed(whole.replace(list, text(more)).getBytes(UTF_8)))
                        .isNotEmpty();
                if (!whole.contains("\"type\":\"package\"")) {
                    assertThat(failed(whole.replace(list, text(fewer)).getBytes(UTF_8)))
                            .isNotEmpty();
                }
            }
        }
    }

    /** The notice is older than a clarification with another formula; each fact is sound, and so is the arithmetic. */
    @Test
    void scoresThatRestOnAnOlderDocumentAreRefused() {
        assertThat(failed(new SamplePackage(true).scores().getBytes(UTF_8))).isEmpty();
        assertThat(failed(new SamplePackage(true).whole().getBytes(UTF_8))).containsExactly("scoresTerms");
    }

    private static List<Json> facts(String whole) {
        try {
            Json.Obj file = (Json.Obj) JsonReader.read(whole);
            return file.list(file.has("facts") ? "facts" : "evidence");
        } catch (Unreadable impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static String text(List<Json> facts) {
        try {
            return new Json.Arr(facts).canonicalText(false);
        } catch (Unreadable impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** Names of the checks that fail, as {@code verify} prints them. */
    private List<String> failed(byte[] file) {
        out.reset();
        Findings findings = new Findings(new PrintStream(out, false, UTF_8));
        int code;
        try {
            code = Verifier.verdict(() -> JsonReader.utf8(file), new Verifier.Asked("-", trust, List.of()), findings);
        } catch (BadCall impossible) {
            throw new AssertionError(impossible);
        }
        List<String> failed = FAILED.matcher(out.toString(UTF_8))
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(code).isEqualTo(failed.isEmpty() ? 0 : 1);
        return failed;
    }
}
