package org.mingjian.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFolderTest {

    @TempDir
    Path folder;

    @Test
    void keyIsMadeOnceForItsOwnerOnly() throws IOException {
        KeyFolder keys = new KeyFolder(folder.resolve("keys"));

        byte[] made = keys.bytes("a.sm4", 2, () -> new byte[] {1, 2});
        byte[] again = new KeyFolder(folder.resolve("keys")).bytes("a.sm4", 2, () -> new byte[] {3, 4});

        assertThat(made).containsExactly(1, 2);
        assertThat(again).containsExactly(1, 2);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("keys/a.sm4"))))
                .isEqualTo("rw-------");
        try (var files = Files.list(folder.resolve("keys"))) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void keyThatAnotherProcessMadeMeanwhileIsTheOne() {
        KeyFolder keys = new KeyFolder(folder);

        byte[] made = keys.bytes("a.sm4", 1, () -> new KeyFolder(folder).bytes("a.sm4", 1, () -> new byte[] {7}));
        byte[] lost = keys.bytes("b.sm4", 1, () -> {
            new KeyFolder(folder).bytes("b.sm4", 1, () -> new byte[] {7});
            return new byte[] {8};
        });

        assertThat(made).containsExactly(7);
        assertThat(lost).containsExactly(7);
    }

    @Test
    void damagedKeyFileIsNotUsedAndNotReplaced() throws IOException {
        Path file = Files.writeString(folder.resolve("a.sm4"), "0102zz");

        assertThatThrownBy(() -> new KeyFolder(folder).bytes("a.sm4", 3, () -> new byte[3]))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("a.sm4")
                .hasMessageContaining("3 bytes")
                .hasMessageNotContaining("0102");
        assertThat(file).hasContent("0102zz");
    }
}
