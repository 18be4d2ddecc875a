package org.mingjian.sealing.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mingjian.kernel.command.BadCall;
import org.mingjian.kernel.command.BadInput;
import org.mingjian.kernel.command.Command;
import org.mingjian.kernel.command.Input;
import org.mingjian.kernel.crypto.Certificate;
import org.mingjian.kernel.crypto.DevAuthority;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SealingCommandsTest {

    private static final Instant NOON = Instant.parse("2026-11-21T04:00:00Z");
    private static final String TRADE = "A01-12320000466011756J-20240115-000001-S";

    private Path folder = Path.of("");

    private final SealCommand seal = new SealCommand(InstantSource.fixed(NOON));
    private final OpenCommand open = new OpenCommand();
    private int code;

    @BeforeEach
    void prepareABid(@TempDir Path empty) throws IOException {
        folder = empty;
        Path bid = Files.createDirectories(folder.resolve("bid/技术标"));
        Files.writeString(bid.resolve("方案.txt"), "施工组织设计");
        Files.write(folder.resolve("bid/空.bin"), new byte[0]);
        Files.writeString(folder.resolve("sheet.json"), "{ \"price\" : \"18334233.00\", \"durationDays\": 365 }");
        run(new KeygenCommand(), "-o", at("my.key"));
        run(new KeygenCommand(), "-o", at("other.key"));
    }

    @Test
    void folderIsSealedAndOpened() throws IOException {
        JsonNode sealed = sealBid("a.sealed");
        JsonNode opened = run(open, "--key", at("my.key"), at("a.sealed"), "-o", at("out"));

        assertThat(sealed.get("trade").stringValue()).isEqualTo(TRADE);
        assertThat(opened.get("ok").booleanValue()).isTrue();
        assertThat(opened.get("sm3")).isEqualTo(sealed.get("sm3"));
        assertThat(opened.get("files")).isEqualTo(sealed.get("files")).hasSize(2);
        assertThat(folder.resolve("out/files/技术标/方案.txt")).hasContent("施工组织设计");
        assertThat(folder.resolve("out/files/空.bin")).isEmptyFile();
        assertThat(folder.resolve("out/sheet.json")).hasContent("{\"durationDays\":365,\"price\":\"18334233.00\"}");
    }

    @Test
    void keyFileIsForItsOwnerAlone() throws IOException {
        assertThat(Files.getPosixFilePermissions(folder.resolve("my.key")))
                .isEqualTo(Set.copyOf(PosixFilePermissions.fromString("rw-------")));
        assertThatThrownBy(() -> run(new KeygenCommand(), "-o", at("my.key"))).isInstanceOf(BadCall.class);
    }

    @Test
    void sheetAloneIsPrinted() {
        sealBid("a.sealed");

        JsonNode opened = run(open, "--key", at("my.key"), at("a.sealed"));

        assertThat(opened.get("sheet").get("price").stringValue()).isEqualTo("18334233.00");
    }

    @Test
    void certifiedBidderAndRecipientSeal() throws IOException {
        certificateFor("my.key", "my.pem", "91340200MA2RU2PC14");
        certificateFor("other.key", "other.pem", "11140000012150153Y");

        JsonNode sealed = run(
                seal,
                "--trade",
                TRADE,
                "--key",
                at("my.key"),
                "--cert",
                at("my.pem"),
                "--recipient",
                "tenderer=" + at("other.pem"),
                "--sheet",
                at("sheet.json"),
                at("bid"),
                "-o",
                at("a.sealed"));
        JsonNode opened = run(open, "--key", at("other.key"), "--trade", TRADE, at("a.sealed"), "-o", at("out"));

        assertThat(sealed.get("recipients")).hasSize(2);
        assertThat(opened.get("bidder").stringValue()).isEqualTo("91340200MA2RU2PC14");
    }

    @Test
    void failuresNameTheirCause() throws IOException {
        sealBid("a.sealed");
        byte[] damaged = Files.readAllBytes(folder.resolve("a.sealed"));
        damaged[damaged.length - 150] ^= 1;
        Files.write(folder.resolve("damaged"), damaged);
        Files.writeString(folder.resolve("rubbish"), "not a sealed bid at all");
        Files.write(folder.resolve("empty"), new byte[0]);

        assertThat(causeOf("--key", at("other.key"), at("a.sealed"))).isEqualTo("WRONG_KEY");
        assertThat(causeOf("--key", at("my.key"), at("damaged"), "-o", at("out")))
                .isEqualTo("DAMAGED");
        assertThat(causeOf("--key", at("my.key"), at("rubbish"))).isEqualTo("MALFORMED");
        assertThat(causeOf("--key", at("my.key"), at("empty"))).isEqualTo("DAMAGED");
        assertThat(causeOf("--key", at("my.key"), "--trade", TRADE.replace('1', '2'), at("a.sealed")))
                .isEqualTo("OTHER_TENDER");
        assertThat(folder.resolve("out")).isEmptyDirectory();
    }

    @Test
    void wrongCallsSayHowToMendThem() throws IOException {
        sealBid("a.sealed");
        Files.writeString(folder.resolve("bad.key"), "{\"type\":\"sm2-key\",\"v\":1,\"privateKey\":\"AA==\"}");

        assertThatThrownBy(() -> sealBid("a.sealed"))
                .isInstanceOf(BadCall.class)
                .hasMessageContaining("exists");
        assertThatThrownBy(() -> run(open, "--key", at("none.key"), at("a.sealed")))
                .isInstanceOf(BadCall.class);
        assertThatThrownBy(() -> run(open, "--key", at("bad.key"), at("a.sealed")))
                .isInstanceOf(BadInput.class);
        assertThatThrownBy(() -> run(open, at("a.sealed")))
                .isInstanceOf(BadCall.class)
                .hasMessageContaining("--key");
        assertThatThrownBy(() -> run(open, "--key", at("my.key"), at("a.sealed"), "-o", at("bid")))
                .isInstanceOf(BadCall.class)
                .hasMessageContaining("not empty");
    }

    @Test
    void badSheetOrTradeIsNotSealed() throws IOException {
        Files.writeString(folder.resolve("sheet.json"), "{\"price\":18334233.00}");
        assertThat(sealBid("a.sealed").get("check").stringValue()).isEqualTo("SHEET");

        Files.writeString(folder.resolve("sheet.json"), "{\"price\":\"1\"}");
        JsonNode answer = run(
                seal,
                "--trade",
                "A01",
                "--key",
                at("my.key"),
                "--bidder",
                "91340200MA2RU2PC14",
                "--sheet",
                at("sheet.json"),
                at("bid"),
                "-o",
                at("a.sealed"));
        assertThat(answer.get("check").stringValue()).isEqualTo("HEADER_CONTENT");
        assertThat(folder.resolve("a.sealed")).doesNotExist();
    }

    @Test
    void linksAreNotSealed() throws IOException {
        Files.createSymbolicLink(folder.resolve("bid/link"), Path.of("/etc/hostname"));

        assertThatThrownBy(() -> sealBid("a.sealed"))
                .isInstanceOf(BadCall.class)
                .hasMessageContaining("link");
    }

    private JsonNode sealBid(String name) {
        return run(
                seal,
                "--trade",
                TRADE,
                "--key",
                at("my.key"),
                "--bidder",
                "91340200MA2RU2PC14",
                "--sheet",
                at("sheet.json"),
                at("bid"),
                "-o",
                at(name));
    }

    private String causeOf(String... args) {
        JsonNode answer = run(open, args);
        assertThat(code).isEqualTo(1);
        return answer.get("cause").stringValue();
    }

    private void certificateFor(String keyFile, String name, String creditCode) throws IOException {
        JsonNode key = JsonMapper.shared().readTree(Files.readString(folder.resolve(keyFile)));
        byte[] publicKey = Base64.getDecoder().decode(key.get("publicKey").stringValue());
        byte[] der = DevAuthority.create("明鉴开发根", NOON, new SecureRandom())
                .issue(new DevAuthority.Order(
                        new Certificate.Subject("某公司", creditCode, ""),
                        publicKey,
                        BigInteger.TEN,
                        NOON,
                        NOON.plus(Duration.ofDays(1))));
        String body = Base64.getMimeEncoder().encodeToString(der);
        Files.writeString(
                folder.resolve(name), "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n");
    }

    private String at(String name) {
        return folder.resolve(name).toString();
    }

    private JsonNode run(Command command, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        code = command.run(args, new Input(InputStream.nullInputStream()), stream, stream);
        return JsonMapper.shared().readTree(out.toString(StandardCharsets.UTF_8));
    }
}
