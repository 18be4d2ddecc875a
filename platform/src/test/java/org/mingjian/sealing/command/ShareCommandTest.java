package org.mingjian.sealing.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mingjian.kernel.command.Command;
import org.mingjian.kernel.command.Input;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** seal --openers, share, open --share: four openers, three of whom open. */
class ShareCommandTest {

    private static final String TRADE = "A01-12320000466011756J-20240115-000001-S";
    private static final List<String> KINDS = List.of("tenderer", "platform", "supervisor", "witness");

    private Path folder = Path.of("");
    private int code;

    @BeforeEach
    void sealForFourOpeners(@TempDir Path empty) throws IOException {
        folder = empty;
        Files.createDirectories(folder.resolve("bid"));
        Files.writeString(folder.resolve("bid/方案.txt"), "施工组织设计");
        Files.writeString(folder.resolve("sheet.json"), "{\"price\":\"18334233.00\"}");
        run(new KeygenCommand(), "-o", at("my.key"));
        ObjectNode openers = JsonMapper.shared().createObjectNode().put("threshold", 3);
        var members = openers.putArray("members");
        for (String kind : KINDS) {
            JsonNode made = run(new KeygenCommand(), "-o", at(kind + ".key"));
            members.addObject()
                    .put("kind", kind)
                    .put("serial", "")
                    .put("publicKey", made.path("publicKey").asString());
        }
        Files.writeString(folder.resolve("openers.json"), openers.toString());
        JsonNode sealed = run(
                new SealCommand(InstantSource.system()),
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
                at("a.sealed"));
        assertThat(sealed.at("/openers/threshold").asInt()).isEqualTo(3);
        for (String kind : KINDS) {
            JsonNode share = run(new ShareCommand(), "--key", at(kind + ".key"), "--reason", "投标人密钥损坏", at("a.sealed"));
            assertThat(share.path("kind").asString()).isEqualTo(kind);
            Files.writeString(folder.resolve(kind + ".json"), share.toString());
        }
    }

    private JsonNode openWith(String... kinds) {
        List<String> args = new ArrayList<>();
        for (String kind : kinds) {
            args.addAll(List.of("--share", at(kind + ".json")));
        }
        args.addAll(List.of(at("a.sealed"), "-o", at("out")));
        return run(new OpenCommand(), args.toArray(String[]::new));
    }

    @Test
    void threeSharesOpenTheBid() {
        JsonNode opened = openWith("tenderer", "supervisor", "witness");

        assertThat(code).isEqualTo(Command.GOOD);
        assertThat(opened.at("/sheet/price").asString()).isEqualTo("18334233.00");
        assertThat(folder.resolve("out/files/方案.txt")).hasContent("施工组织设计");
    }

    @Test
    void twoSharesAreRefused() {
        JsonNode refused = openWith("tenderer", "witness");

        assertThat(code).isEqualTo(Command.WRONG);
        assertThat(refused.path("check").asString()).isEqualTo("SHARE");
    }

    @Test
    void falseShareIsNamed() throws IOException {
        ObjectNode share = (ObjectNode) JsonMapper.shared().readTree(Files.readString(folder.resolve("witness.json")));
        share.put("index", 2);
        Files.writeString(folder.resolve("witness.json"), share.toString());

        JsonNode refused = openWith("tenderer", "supervisor", "witness");

        assertThat(refused.path("check").asString()).isEqualTo("SHARE");
        assertThat(refused.path("problem").asString()).contains("share 2");
    }

    @Test
    void bidderOpensItWithHisOwnKeyAndAStrangerHasNoShare() {
        JsonNode opened = run(new OpenCommand(), "--key", at("my.key"), at("a.sealed"));
        assertThat(opened.path("ok").asBoolean()).isTrue();

        run(new KeygenCommand(), "-o", at("stranger.key"));
        JsonNode none = run(new ShareCommand(), "--key", at("stranger.key"), at("a.sealed"));

        assertThat(none.path("check").asString()).isEqualTo("WRONG_KEY");
    }

    private String at(String name) {
        return folder.resolve(name).toString();
    }

    private JsonNode run(Command command, String... args) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        code = command.run(Arrays.copyOf(args, args.length), new Input(InputStream.nullInputStream()), out, out);
        return JsonMapper.shared().readTree(printed.toString(StandardCharsets.UTF_8));
    }
}
