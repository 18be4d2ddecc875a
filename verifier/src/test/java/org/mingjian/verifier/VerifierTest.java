package org.mingjian.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifierTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void soundReceiptIsGood() {
        SampleReceipt receipt = new SampleReceipt();

        assertThat(run(receipt.json(), "verify", "-", "--key", receipt.platformKey()))
                .isZero();
        assertThat(lines()).last().asString().contains("\"verdict\":\"GOOD\"").contains("\"failed\":0");
        assertThat(lines()).noneMatch(line -> line.contains("\"ok\":false"));
    }

    @Test
    void keyFromTheFileAloneIsSaidSo() {
        assertThat(run(new SampleReceipt().json(), "verify", "-")).isZero();
        assertThat(printed()).contains("{\"check\":\"key\",\"ok\":null");
    }

    @Test
    void linesOfOthersThatWereNotCheckedAreSaidSo() {
        SampleReceipt receipt = new SampleReceipt();
        receipt.checkpoint = receipt.checkpoint + "— witness.example " + base64(new byte[76]) + "\n";

        assertThat(run(receipt.json(), "verify", "-", "--key", receipt.platformKey()))
                .isZero();
        assertThat(printed())
                .contains("{\"check\":\"cosigned\",\"ok\":null")
                .contains("\"unchecked\":[\"cosigned\"],\"words\":\"not checked: cosigned\"}");
    }

    @Test
    void malformedSignaturesOfTheTreeHeadAreRefused() {
        byte[] order =
                new BigInteger("FFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123", 16).toByteArray();
        byte[] n = java.util.Arrays.copyOfRange(order, order.length - 32, order.length);
        byte[] good = signature(new SampleReceipt());
        List<byte[]> wrong = List.of(
                new byte[64],
                joined(new byte[32], last(good)),
                joined(first(good), new byte[32]),
                joined(n, last(good)),
                joined(first(good), n),
                joined(last(good), first(good)),
                joined(plus(n, first(good)), last(good)),
                joined(first(good), plus(n, last(good))),
                joined(last(plus(n, first(good)), 32), last(good)),
                java.util.Arrays.copyOf(good, 63),
                java.util.Arrays.copyOf(good, 65),
                der(good));
        for (byte[] signature : wrong) {
            assertThat(failing(receipt -> receipt.checkpoint = receipt.checkpoint.replace(
                            signatureLine(receipt), base64(joined(keyId(receipt), signature)))))
                    .as(hex(signature))
                    .containsExactly("signature");
        }
    }

    private static String canonical(String json, boolean spaced) {
        try {
            return JsonReader.read(json).canonicalText(spaced);
        } catch (Unreadable impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static String signatureLine(SampleReceipt receipt) {
        return receipt.checkpoint
                .substring(receipt.checkpoint.lastIndexOf(' ') + 1)
                .strip();
    }

    private static byte[] keyId(SampleReceipt receipt) {
        return java.util.Arrays.copyOf(Base64.getDecoder().decode(signatureLine(receipt)), 4);
    }

    private static byte[] signature(SampleReceipt receipt) {
        byte[] line = Base64.getDecoder().decode(signatureLine(receipt));
        return java.util.Arrays.copyOfRange(line, 4, line.length);
    }

    private static byte[] first(byte[] signature) {
        return java.util.Arrays.copyOf(signature, 32);
    }

    private static byte[] last(byte[] signature) {
        return java.util.Arrays.copyOfRange(signature, 32, 64);
    }

    private static byte[] joined(byte[] one, byte[] other) {
        return java.nio.ByteBuffer.allocate(one.length + other.length)
                .put(one)
                .put(other)
                .array();
    }

    /** r + n, which is the same number to a careless reader: 33 bytes. */
    private static byte[] plus(byte[] n, byte[] number) {
        byte[] sum = new BigInteger(1, n).add(new BigInteger(1, number)).toByteArray();
        return joined(new byte[33 - sum.length], sum);
    }

    private static byte[] last(byte[] bytes, int length) {
        return java.util.Arrays.copyOfRange(bytes, bytes.length - length, bytes.length);
    }

    /** The same two numbers in the encoding of certificates, which the format does not know. */
    private static byte[] der(byte[] signature) {
        byte[] r = joined(new byte[] {2, 33, 0}, first(signature));
        byte[] s = joined(new byte[] {2, 33, 0}, last(signature));
        return joined(new byte[] {0x30, 70}, joined(r, s));
    }

    @Test
    void truncatedDoubledAndReorderedReceiptsAreRefused() {
        String good = new SampleReceipt().json();
        List<String> wrong = List.of(
                good.substring(0, good.length() - 1),
                good.substring(1),
                good + good,
                good + "\n" + good,
                good + " ",
                " " + good,
                good.replace(",\"position\"", ",\"position\":4,\"position\""),
                good.replace("\"v\":1}", "\"v\": 1}"),
                good.replace("{\"checkpoint\"", "{ \"checkpoint\""),
                good.replace("\"position\":4", "\"position\":4.0"),
                good.replace("明", "\\u660e"),
                good.replace("a-1", "a\\u002d1"),
                "{\"v\":1," + good.substring(1, good.length() - ",\"v\":1}".length()) + "}",
                good.replace("\"v\":1}", "\"v\":1}\r\n"),
                good.replace("{\"hash\":\"sm3\",\"index\":3", "{\"index\":3,\"hash\":\"sm3\""));
        for (String changed : wrong) {
            assertThat(changed).isNotEqualTo(good);
            out.reset();
            assertThat(run(changed, "verify", "-")).as(changed).isEqualTo(1);
            assertThat(printed()).containsPattern("\"check\":\"(canonical|form|members)\",\"ok\":false");
        }
    }

    @Test
    void theOneSpaceThatManyProgramsWriteStandsEverywhereOrNowhere() {
        String good = new SampleReceipt().json();
        String spaced = canonical(good, true);

        assertThat(run(spaced, "verify", "-")).as(spaced).isZero();
        out.reset();
        assertThat(run(spaced.replaceFirst(", ", ","), "verify", "-")).isEqualTo(1);
        assertThat(printed()).contains("\"check\":\"canonical\",\"ok\":false");
    }

    @Test
    void oversizedInputGetsAClearAnswer() {
        byte[] huge = new byte[Documents.LONGEST + 1];
        java.util.Arrays.fill(huge, (byte) ' ');

        assertThat(run(huge, "verify", "-")).isEqualTo(1);
        assertThat(printed()).contains("longer than 64 MB");
    }

    @Test
    void withheldContentIsSaidSo() {
        SampleReceipt receipt = new SampleReceipt();
        receipt.type = "fact";
        receipt.withheld = true;

        assertThat(run(receipt.json(), "verify", "-")).isZero();
        assertThat(printed()).contains("{\"check\":\"content\",\"ok\":null");
    }

    @Test
    void eachLieFailsItsOwnCheck() {
        assertThat(failing(receipt -> receipt.content = receipt.content.replace("91340200", "91340201")))
                .containsExactly("content");
        assertThat(failing(receipt -> receipt.entry = receipt.entry.replace("00:00.000Z", "00:00.001Z")))
                .containsExactly("leaf");
        assertThat(failing(receipt -> receipt.position++)).containsExactly("position");
        assertThat(failing(receipt -> receipt.path = receipt.path.subList(0, 1)))
                .containsExactly("inclusion");
        assertThat(failing(receipt -> receipt.checkpoint = receipt.checkpoint.replace("\n5\n", "\n6\n")))
                .containsExactly("checkpoint", "signature");
        assertThat(failing(receipt -> receipt.checkpoint = receipt.checkpoint.replace("log.example", "log.other")))
                .containsExactly("signature");
        assertThat(failing(receipt -> receipt.key = SampleReceipt.otherKey())).containsExactly("signature");
        assertThat(failing(receipt -> receipt.withheld = true)).containsExactly("content");
        assertThat(failing(receipt -> receipt.type = "will")).containsExactly("form");
    }

    @Test
    void anotherPlatformsKeyIsNotTrusted() {
        String other = Base64.getEncoder().encodeToString(SampleReceipt.otherKey());

        assertThat(run(new SampleReceipt().json(), "verify", "-", "--key", other))
                .isEqualTo(1);
        assertThat(printed()).contains("{\"check\":\"key\",\"ok\":false").contains("\"verdict\":\"BAD\"");
    }

    @Test
    void keyIsTakenAsTheLogServesItToo(@TempDir Path folder) throws IOException {
        String receipt = new SampleReceipt().json();
        byte[] kind = "mingjian-sm2".getBytes(UTF_8);
        byte[] key = joined(joined(new byte[] {(byte) 0xff}, kind), SampleReceipt.platform());
        byte[] id = TreeHash.SM3.digest("log.example\n".getBytes(UTF_8), key);
        String line = "log.example+" + hex(id).substring(0, 8) + "+" + base64(key);
        Path served = Files.writeString(folder.resolve("key"), line + "\n");

        assertThat(run(receipt, "verify", "-", "--key", line))
                .as(err.toString(UTF_8))
                .isZero();
        assertThat(run(receipt, "verify", "-", "--key", served.toString())).isZero();
        assertThat(printed()).contains("{\"check\":\"key\",\"ok\":true").contains("\"unchecked\":[]");
        assertThat(run(receipt, "verify", "-", "--key", line.replace("log.example", "log.other")))
                .as("the key id is not that of the name")
                .isEqualTo(2);
        assertThat(run(receipt, "verify", "-", "--key", folder + "/none")).isEqualTo(2);
    }

    @Test
    void fileOfTheReceiptIsCompared(@TempDir Path folder) throws IOException {
        Path right = Files.writeString(folder.resolve("bid.sealed"), SampleReceipt.FILE);
        Path wrong = Files.writeString(folder.resolve("other.sealed"), "another");
        String json = new SampleReceipt().json();

        assertThat(run(json, "verify", "-", "--file", right.toString())).isZero();
        assertThat(run(json, "verify", "-", "--file", wrong.toString())).isEqualTo(1);
        assertThat(run(json, "verify", "-", "--file", folder + "/none")).isEqualTo(2);
    }

    @Test
    void anyFlippedByteOfAReceiptIsBad() {
        SampleReceipt receipt = new SampleReceipt();
        byte[] good = receipt.json().getBytes(UTF_8);
        for (int i = 0; i < good.length * 2; i++) {
            byte[] changed = good.clone();
            changed[i / 2] ^= (byte) (1 << (i * 5 % 8));
            out.reset();
            assertThat(run(changed, "verify", "-", "--key", receipt.platformKey()))
                    .as("byte %d", i)
                    .isEqualTo(1);
        }
    }

    @Test
    void proofsAreProven() {
        NaiveTree tree = NaiveTree.ofSize(TreeHash.SM3, 5);
        String inclusion = inclusion(tree, 3, 5);
        String consistency = "{\"hash\":\"sm3\",\"size1\":3,\"size2\":5,\"root1\":\"" + base64(tree.root(3))
                + "\",\"root2\":\"" + base64(tree.root(5)) + "\",\"path\":" + path(tree.consistency(3, 5)) + "}";

        assertThat(run(inclusion, "prove", "-")).isZero();
        assertThat(run(consistency, "prove", "-")).isZero();
        assertThat(run(inclusion.replace(",", ",\n"), "prove", "-")).isZero();
        assertThat(lines()).containsOnly("{\"ok\":true,\"problem\":null}");
        assertThat(run(inclusion.replace("\"index\":3", "\"index\":2"), "prove", "-"))
                .isEqualTo(1);
    }

    @Test
    void manyProofsStandOneALine() {
        NaiveTree tree = NaiveTree.ofSize(TreeHash.SM3, 5);
        String text = inclusion(tree, 0, 5) + "\n\n" + inclusion(tree, 1, 5).replace("\"size\":5", "\"size\":9") + "\n"
                + "rubbish\n" + inclusion(tree, 4, 5);

        assertThat(run(text, "prove", "-")).isEqualTo(1);
        assertThat(lines())
                .extracting(line -> line.startsWith("{\"ok\":true"))
                .containsExactly(true, false, false, true);
    }

    @Test
    void hostileInputGetsAClearAnswer() {
        List<byte[]> hostile = List.of(
                new byte[0],
                "\n\n \n".getBytes(UTF_8),
                new byte[] {(byte) 0xff, (byte) 0xfe},
                "[".repeat(1_000_000).getBytes(UTF_8),
                "{\"type\":\"receipt\",\"type\":\"receipt\"}".getBytes(UTF_8),
                "{\"type\":\"receipt\",\"v\":1e999}".getBytes(UTF_8),
                "{\"type\":7}".getBytes(UTF_8),
                "{\"hash\":\"sm3\",\"index\":-1,\"size\":1,\"leaf\":\"\",\"root\":\"\",\"path\":[]}".getBytes(UTF_8),
                "{\"hash\":\"md5\",\"index\":0,\"size\":1,\"leaf\":\"\",\"root\":\"\",\"path\":[]}".getBytes(UTF_8),
                "\"\\ud800\"".getBytes(UTF_8),
                "{} {}".getBytes(UTF_8),
                "null".getBytes(UTF_8));
        for (byte[] input : hostile) {
            for (String command : List.of("prove", "verify")) {
                out.reset();
                assertThat(run(input, command, "-")).isEqualTo(1);
                assertThat(lines()).isNotEmpty().allMatch(line -> line.startsWith("{") && line.length() < 300);
            }
        }
        assertThat(err.size()).isZero();
    }

    @Test
    void wrongCallsAreMisuse() {
        for (String[] call : new String[][] {
            {},
            {"prove"},
            {"verify"},
            {"judge", "-"},
            {"prove", "none.json"},
            {"verify", "-", "--key"},
            {"verify", "-", "--key", "AAAA"},
            {"verify", "--frob", "-"},
            {"prove", "a\u0000b"}
        }) {
            assertThat(run("{}", call)).as(String.join(" ", call)).isEqualTo(2);
        }
        assertThat(printed()).isEmpty();
        assertThat(run("", "prove", "--help")).isZero();
    }

    private interface Lie {
        void tell(SampleReceipt receipt);
    }

    /** Names of the checks that fail. */
    private List<String> failing(Lie lie) {
        SampleReceipt receipt = new SampleReceipt();
        lie.tell(receipt);
        out.reset();
        assertThat(run(receipt.json(), "verify", "-")).isEqualTo(1);
        return lines().stream()
                .filter(line -> line.startsWith("{\"check\"") && line.contains("\"ok\":false"))
                .map(line -> line.split("\"")[3])
                .toList();
    }

    private static String inclusion(NaiveTree tree, int index, int size) {
        return "{\"hash\":\"sm3\",\"index\":" + index + ",\"size\":" + size + ",\"leaf\":\"" + base64(tree.leaf(index))
                + "\",\"root\":\"" + base64(tree.root(size)) + "\",\"path\":" + path(tree.inclusion(index, size)) + "}";
    }

    static String path(List<byte[]> path) {
        return path.stream().map(step -> "\"" + base64(step) + "\"").toList().toString();
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private List<String> lines() {
        return printed().lines().toList();
    }

    private String printed() {
        return out.toString(UTF_8);
    }

    private int run(String input, String... args) {
        return run(input.getBytes(UTF_8), args);
    }

    private int run(byte[] input, String... args) {
        return new Verifier(
                        new ByteArrayInputStream(input),
                        new PrintStream(out, true, UTF_8),
                        new PrintStream(err, true, UTF_8))
                .run(args);
    }
}
