package org.mingjian.sealing.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mingjian.kernel.command.Command;
import org.mingjian.kernel.command.Input;
import org.mingjian.verifier.Verifier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The platform's commands and the verifier, which share no code, seal and open each other's bids and refuse alike. */
class TwoProgramsTest {

    private static final String TRADE = "A01-12320000466011756J-20240115-000001-S";

    private Path folder = Path.of("");
    private int code;

    @BeforeEach
    void aBidWithThreeOpeners(@TempDir Path empty) throws IOException {
        folder = empty;
        keysFor(Set.of());
        Files.createDirectories(folder.resolve("bid/图"));
        Files.writeString(folder.resolve("bid/方案.txt"), "施工组织设计");
        Files.write(folder.resolve("bid/图/总图.bin"), new byte[70_000]);
        Files.writeString(folder.resolve("sheet.json"), "{\"price\":\"18334233.00\"}");
    }

    /** Keys of the bidder and three openers; those named hold RSA keys, the others SM2. */
    private void keysFor(Set<String> rsa) throws IOException {
        var members = JsonMapper.shared().createObjectNode().put("threshold", 2);
        var list = members.putArray("members");
        for (String kind : List.of("my", "tenderer", "supervisor", "witness")) {
            Files.deleteIfExists(folder.resolve(kind + ".key"));
            platform(new KeygenCommand(), "-o", at(kind + ".key"), "--kind", rsa.contains(kind) ? "rsa" : "sm2");
            if (!kind.equals("my")) {
                JsonNode key = JsonMapper.shared().readTree(folder.resolve(kind + ".key"));
                list.addObject()
                        .put("kind", kind)
                        .put("serial", "")
                        .put("publicKey", key.path("publicKey").asString());
            }
        }
        Files.writeString(folder.resolve("openers.json"), members.toString());
    }

    @Test
    void aBidderAndAnOpenerWithRsaKeysSealAndOpenInBothPrograms() throws IOException {
        keysFor(Set.of("my", "witness"));
        whatThePlatformSealsTheVerifierOpensByKeyAndByShares();
        seal("b.sealed");
        byte[] bid = Files.readAllBytes(folder.resolve("b.sealed"));
        JsonNode header = headerOf(bid);
        assertThat(header.path("recipients").path(0).path("scheme").asString()).isEqualTo("rsa-oaep-sha256-1");
        assertThat(header.path("openers").path("shares").path(2).path("scheme").asString())
                .isEqualTo("rsa-oaep-sha256-1");
        assertThat(header.path("openers").path("shares").path(0).has("scheme")).isFalse();
        Files.delete(folder.resolve("witness.share"));
        whatTheVerifierSealsThePlatformOpensByKeyAndByShares();
    }

    @Test
    void whatThePlatformSealsTheVerifierOpensByKeyAndByShares() throws IOException {
        platform(new SealCommand(InstantSource.system()), sealing("a.sealed"));
        assertThat(code).isZero();
        assertThat(verifier("verify", at("a.sealed")).getLast().path("verdict").asString())
                .isEqualTo("GOOD");

        JsonNode byKey = verifier("open", "--key", at("my.key"), at("a.sealed"), "-o", at("one"))
                .getFirst();
        assertThat(byKey.path("files").size()).isEqualTo(2);
        assertThat(Files.mismatch(folder.resolve("bid/图/总图.bin"), folder.resolve("one/files/图/总图.bin")))
                .isEqualTo(-1);

        for (String opener : List.of("tenderer", "witness")) {
            JsonNode share =
                    platform(new ShareCommand(), "--key", at(opener + ".key"), "--reason", "投标人密钥损坏", at("a.sealed"));
            Files.writeString(folder.resolve(opener + ".share"), share.toString());
        }
        JsonNode byShares = verifier(
                        "open", "--share", at("tenderer.share"), "--share", at("witness.share"), at("a.sealed"))
                .getFirst();
        assertThat(byShares).isEqualTo(byKey);
        assertThat(verifier("open", "--share", at("witness.share"), at("a.sealed"))
                        .getFirst()
                        .path("check")
                        .asString())
                .isEqualTo("SHARE");
        assertThat(verifier("open", "--key", at("tenderer.key"), at("a.sealed"))
                        .getFirst()
                        .path("check")
                        .asString())
                .isEqualTo("WRONG_KEY");
    }

    @Test
    void whatTheVerifierSealsThePlatformOpensByKeyAndByShares() throws IOException {
        Files.deleteIfExists(folder.resolve("b.sealed"));
        assertThat(seal("b.sealed").path("ok").asBoolean()).isTrue();

        JsonNode byKey = platform(new OpenCommand(), "--key", at("my.key"), at("b.sealed"), "-o", at("two"));
        assertThat(code).as(byKey.toString()).isZero();
        assertThat(Files.readString(folder.resolve("two/files/方案.txt"))).isEqualTo("施工组织设计");
        for (String opener : List.of("supervisor", "witness")) {
            JsonNode share =
                    platform(new ShareCommand(), "--key", at(opener + ".key"), "--reason", "试", at("b.sealed"));
            Files.writeString(folder.resolve(opener + ".share"), share.toString());
        }
        platform(
                new OpenCommand(),
                "--share",
                at("supervisor.share"),
                "--share",
                at("witness.share"),
                at("b.sealed"),
                "-o",
                at("three"));
        assertThat(code).isZero();
    }

    @Test
    void anyChangedByteOfAnEnvelopeIsRefusedByName() throws IOException {
        Files.write(folder.resolve("bid/图/总图.bin"), new byte[200]);
        seal("c.sealed");
        byte[] good = Files.readAllBytes(folder.resolve("c.sealed"));
        Random random = new Random(1);
        for (int i = 0; i < 2_000; i++) {
            byte[] changed = good.clone();
            int at = random.nextInt(good.length);
            changed[at] = (byte) (changed[at] ^ (1 << random.nextInt(8)));
            refusedByName(changed, "byte " + at);
        }
        refusedByName(Arrays.copyOf(good, good.length - 1), "truncated");
        refusedByName(Arrays.copyOf(good, 20), "cut in the header");
        refusedByName(Arrays.copyOf(good, good.length + 1), "longer");
        byte[] doubled = Arrays.copyOf(good, good.length * 2);
        System.arraycopy(good, 0, doubled, good.length, good.length);
        refusedByName(doubled, "doubled");
    }

    private void refusedByName(byte[] changed, String what) throws IOException {
        Path file = Files.write(folder.resolve("changed.sealed"), changed);
        List<JsonNode> lines = verifier("verify", file.toString());
        assertThat(code).as(what).isEqualTo(1);
        assertThat(lines)
                .as(what)
                .anyMatch(line -> line.path("ok").isBoolean()
                        && !line.path("ok").asBoolean()
                        && !line.path("check").asString().isEmpty());
    }

    @Test
    void keysNoncesAndSharesAreFreshForEverySealing() throws IOException {
        Set<String> seen = new HashSet<>();
        int fields = 0;
        for (int i = 0; i < 40; i++) {
            boolean ours = i % 2 == 0;
            String name = "n" + i + ".sealed";
            if (ours) {
                seal(name);
            } else {
                platform(new SealCommand(InstantSource.system()), sealing(name));
            }
            byte[] bytes = Files.readAllBytes(folder.resolve(name));
            JsonNode header = headerOf(bytes);
            List<String> random = new ArrayList<>(List.of(
                    header.path("noncePrefix").asString(),
                    header.path("keyCheck").asString(),
                    header.path("openers").path("key").asString(),
                    header.path("recipients").path(0).path("wrapped").asString()));
            header.path("openers").path("commitments").forEach(one -> random.add(one.asString()));
            header.path("openers")
                    .path("shares")
                    .forEach(one -> random.add(one.path("wrapped").asString()));
            // The signature's r is a function of its nonce: a nonce used twice would show.
            random.add(java.util.HexFormat.of().formatHex(bytes, bytes.length - 64, bytes.length - 32));
            fields += random.size();
            seen.addAll(random);
        }
        assertThat(seen).hasSize(fields);
    }

    private static JsonNode headerOf(byte[] sealed) {
        int length = java.nio.ByteBuffer.wrap(sealed, 16, 4).getInt();
        return JsonMapper.shared().readTree(new String(sealed, 20, length, UTF_8));
    }

    private JsonNode seal(String name) {
        List<String> args = new ArrayList<>(List.of("seal"));
        args.addAll(List.of(sealing(name)));
        return verifier(args.toArray(new String[0])).getFirst();
    }

    private String[] sealing(String name) {
        return new String[] {
            "--trade",
            TRADE,
            "--key",
            at("my.key"),
            "--bidder",
            "91340200MA2RU2PC14",
            "--sheet",
            at("sheet.json"),
            "--openers",
            at("openers.json"),
            at("bid"),
            "-o",
            at(name)
        };
    }

    private String at(String name) {
        return folder.resolve(name).toString();
    }

    private JsonNode platform(Command command, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(out, true, UTF_8);
        code = command.run(args, new Input(InputStream.nullInputStream()), print, print);
        return JsonMapper.shared().readTree(out.toString(UTF_8));
    }

    private List<JsonNode> verifier(String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(out, true, UTF_8);
        code = new Verifier(InputStream.nullInputStream(), print, print).run(args);
        return out.toString(UTF_8)
                .lines()
                .map(line -> JsonMapper.shared().readTree(line))
                .toList();
    }
}
