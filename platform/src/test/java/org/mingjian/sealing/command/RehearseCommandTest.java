package org.mingjian.sealing.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mingjian.kernel.command.BadCall;
import org.mingjian.kernel.command.Command;
import org.mingjian.kernel.command.Input;
import org.mingjian.kernel.crypto.Sm2;
import org.mingjian.kernel.crypto.Sm3;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** rehearse: the own bid, the own key, the receipt; no server. */
class RehearseCommandTest {

    private static final String TRADE = "A01-12320000466011756J-20240115-000001-S";

    private Path folder = Path.of("");
    private int code;

    @BeforeEach
    void sealOne(@TempDir Path empty) throws IOException {
        folder = empty;
        Files.createDirectories(folder.resolve("bid"));
        Files.writeString(folder.resolve("bid/方案.txt"), "施工组织设计");
        Files.writeString(folder.resolve("sheet.json"), "{\"price\":\"18334233.00\"}");
        run(new KeygenCommand(), "-o", at("my.key"));
        run(new KeygenCommand(), "-o", at("other.key"));
        run(
                new SealCommand(InstantSource.system()),
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
                at("a.sealed"));
        String sm3 = Sm3.hex(Sm3.digest(Files.readAllBytes(folder.resolve("a.sealed"))));
        Files.writeString(
                folder.resolve("receipt.json"),
                "{\"type\":\"receipt\",\"content\":{\"body\":{\"trade\":\"" + TRADE + "\",\"sm3\":\"" + sm3 + "\"}}}");
    }

    private String at(String name) {
        return folder.resolve(name).toString();
    }

    private JsonNode run(Command command, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        code = command.run(args, new Input(InputStream.nullInputStream()), print, print);
        return JsonMapper.shared().readTree(out.toString(StandardCharsets.UTF_8));
    }

    private JsonNode rehearse(String key) {
        return run(new RehearseCommand(), "--key", at(key), "--receipt", at("receipt.json"), at("a.sealed"));
    }

    @Test
    void theOwnKeyOpensAllAndTheResultIsSigned() throws IOException {
        JsonNode found = rehearse("my.key");

        assertThat(code).isZero();
        assertThat(found.path("outcome").asString()).isEqualTo("OPENED");
        assertThat(found.at("/sheet/price").asString()).isEqualTo("18334233.00");
        assertThat(found.path("files").size()).isEqualTo(1);
        JsonNode key = JsonMapper.shared().readTree(Files.readString(folder.resolve("my.key")));
        String message =
                "mingjian-rehearsal-1\n" + TRADE + "\n" + found.path("sm3").asString() + "\nOPENED";
        assertThat(Sm2.verify(
                        Base64.getDecoder().decode(key.path("publicKey").asString()),
                        message.getBytes(StandardCharsets.UTF_8),
                        Base64.getDecoder().decode(found.path("signature").asString())))
                .isTrue();
    }

    @Test
    void anotherKeyIsSaidToBeTheWrongOne() {
        assertThat(rehearse("other.key").path("outcome").asString()).isEqualTo("WRONG_KEY");
        assertThat(code).isEqualTo(1);
    }

    @Test
    void bytesThatAreNotThoseOfTheReceiptAreNotOpenedAtAll() throws IOException {
        byte[] bytes = Files.readAllBytes(folder.resolve("a.sealed"));
        bytes[bytes.length - 1] ^= 1;
        Files.write(folder.resolve("a.sealed"), bytes);

        assertThat(rehearse("my.key").path("outcome").asString()).isEqualTo("DIGEST");
        assertThat(code).isEqualTo(1);
    }

    @Test
    void withoutAReceiptItSaysHowToCall() throws IOException {
        Files.writeString(folder.resolve("no.json"), "{}");

        assertThatThrownBy(() -> run(new RehearseCommand(), "--key", at("my.key"), at("a.sealed")))
                .isInstanceOf(BadCall.class)
                .hasMessageContaining("--receipt");
        assertThatThrownBy(() ->
                        run(new RehearseCommand(), "--key", at("my.key"), "--receipt", at("no.json"), at("a.sealed")))
                .isInstanceOf(BadCall.class)
                .hasMessageContaining("not a receipt");
    }
}
