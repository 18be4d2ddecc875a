package org.mingjian.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tree head compared with what a chain's node answered; the platform's AnchorsTest asks a real one. */
class AnchorTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void anchorIsComparedWithWhatTheChainAnswered(@TempDir Path folder) throws IOException {
        SampleReceipt receipt = new SampleReceipt();
        NaiveTree tree = receipt.tree;
        assertThat(anchored(folder, receipt, event("log.example", 5, tree.root(5)), ""))
                .containsExactly("true");
        assertThat(printed()).contains("{\"check\":\"chain\",\"ok\":null").contains("since block 0x2a");
        assertThat(anchored(folder, receipt, event("log.example", 5, tree.root(4)), ""))
                .containsExactly("false");
        assertThat(anchored(folder, receipt, event("log.other", 5, tree.root(5)), ""))
                .containsExactly("false");
        assertThat(anchored(folder, receipt, event("log.example", 3, tree.root(3)), ""))
                .containsExactly("false");
        assertThat(printed()).contains("from 3 to 5");
        String grown = String.join(
                        "\n",
                        tree.consistency(3, 5).stream()
                                .map(VerifierTest::base64)
                                .toList()) + "\n";
        assertThat(anchored(folder, receipt, event("log.example", 3, tree.root(3)), grown))
                .containsExactly("true");
        assertThat(anchored(folder, receipt, event("log.example", 3, tree.root(4)), grown))
                .containsExactly("false");
        assertThat(anchored(folder, receipt, "{\"result\":null}", "")).isEmpty();
        assertThat(anchored(
                        folder, receipt, event("log.example", 5, tree.root(5)).replace("0x1\"", "0x0\""), ""))
                .isEmpty();
        assertThat(run(new SamplePackage().draw(), "verify", "-", "--anchor", folder + "/answer"))
                .isEqualTo(2);
    }

    /** What the check {@code anchored} says; nothing where the call was refused. */
    private List<String> anchored(Path folder, SampleReceipt receipt, String answer, String grown) throws IOException {
        Path file = Files.writeString(folder.resolve("answer"), answer);
        Path proof = Files.writeString(folder.resolve("grown"), grown);
        out.reset();
        if (grown.isEmpty()) {
            run(receipt.json(), "verify", "-", "--anchor", file.toString());
        } else {
            run(receipt.json(), "verify", "-", "--anchor", file.toString(), "--grown", proof.toString());
        }
        return printed()
                .lines()
                .filter(line -> line.contains("\"check\":\"anchored\""))
                .map(line -> line.contains("\"ok\":true") ? "true" : "false")
                .toList();
    }

    private static String event(String origin, long size, byte[] root) {
        // Keccak-256 of Anchored(bytes32,uint64,bytes32), as solc writes it.
        String topic = "bea4d11b910aad40d2df2a90d97a3329219b6389f85777c99daad7eb5fafd439";
        return "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"status\":\"0x1\",\"logs\":[{\"address\":\"0x"
                + "5FbDB2315678afecb367f032d93F642f64180aa3\",\"blockNumber\":\"0x2a\",\"topics\":[\"0x" + topic
                + "\",\"0x"
                + VerifierTest.hex(TreeHash.SM3.digest(origin.getBytes(UTF_8))) + "\",\"0x"
                + String.format("%064x", size)
                + "\"],\"data\":\"0x" + VerifierTest.hex(root) + "\"}]}}";
    }

    private int run(String input, String... args) {
        PrintStream stream = new PrintStream(out, true, UTF_8);
        return new Verifier(new ByteArrayInputStream(input.getBytes(UTF_8)), stream, stream).run(args);
    }

    private String printed() {
        return out.toString(UTF_8);
    }
}
