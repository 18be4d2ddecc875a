package org.mingjian.sealing.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mingjian.kernel.command.BadCall;
import org.mingjian.kernel.command.BadInput;
import org.mingjian.kernel.command.Input;
import org.mingjian.kernel.command.Options;
import org.mingjian.kernel.crypto.KeyKind;

/** One form of key files for browser and commands. */
class KeyFileTest {

    private static final Input NOTHING = new Input(new ByteArrayInputStream(new byte[0]));

    private static KeyKind.Pair read(Path key, Path password) {
        return KeyFile.read(
                NOTHING,
                Options.of(
                        new String[] {"--key", key.toString(), "--password", password.toString()},
                        Set.of("--key", "--password")));
    }

    private static KeyKind.Pair read(Path key) {
        return KeyFile.read(NOTHING, Options.of(new String[] {"--key", key.toString()}, Set.of("--key")));
    }

    private static void keygen(String... args) {
        new KeygenCommand().run(args, NOTHING, new PrintStream(OutputStream.nullOutputStream()), System.err);
    }

    @Test
    void aKeyOfTheBrowserOpensWithItsPasswordOnly(@TempDir Path folder) throws IOException {
        Path key = Path.of("src/test/resources/sealing/key-from-browser.json");
        Path right = Files.writeString(folder.resolve("right"), "口令 key-2\n");
        Path wrong = Files.writeString(folder.resolve("wrong"), "口令 key-1\n");

        assertThat(read(key, right).publicKey()).hasSize(65);
        assertThatThrownBy(() -> read(key, wrong)).isInstanceOf(BadInput.class).hasMessageContaining("wrong password");
        assertThatThrownBy(() -> read(key)).isInstanceOf(BadCall.class).hasMessageContaining("--password");
    }

    @Test
    void keygenClosesTheKeyWhenItIsGivenAPassword(@TempDir Path folder) throws IOException {
        Path password = Files.writeString(folder.resolve("password"), "long enough\r\nsecond line");
        Path closed = folder.resolve("closed.key.json");
        Path open = folder.resolve("open.key.json");

        keygen("-o", closed.toString(), "--password", password.toString());
        keygen("-o", open.toString());

        KeyKind.Pair pair = read(closed, password);
        assertThat(Files.readString(closed))
                .contains("mingjian-key")
                .doesNotContain(Base64.getEncoder().encodeToString(pair.privateKey()));
        assertThat(read(open).privateKey()).hasSize(32);
        assertThatThrownBy(() -> keygen("-o", open.toString())).isInstanceOf(BadCall.class);
    }

    @Test
    void theOlderFormIsStillRead(@TempDir Path folder) throws IOException {
        KeyKind.Pair keys = KeyKind.SM2.generate(new SecureRandom());
        Base64.Encoder base64 = Base64.getEncoder();
        Path old = Files.writeString(
                folder.resolve("old.key"),
                "{\"privateKey\":\"" + base64.encodeToString(keys.privateKey()) + "\",\"publicKey\":\""
                        + base64.encodeToString(keys.publicKey()) + "\",\"type\":\"sm2-key\",\"v\":1}");

        assertThat(read(old).privateKey()).isEqualTo(keys.privateKey());
    }
}
