package org.mingjian.cosign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mingjian.verifier.Checkpoint;
import org.mingjian.verifier.Verifier;

/** What a co-signer keeps as evidence convinces the verifier, and changed evidence does not. */
class CosignaturesAreVerifiedTest {

    @TempDir
    Path folder;

    private final SampleLog log = new SampleLog().grow(40, "fact");

    private String kept(boolean sameSize) throws Exception {
        try (Memory memory = new Memory(folder, "audit.example", new Disk())) {
            memory.follow(log.keyLine());
            Ledger ledger = new Ledger(memory, InstantSource.fixed(Instant.EPOCH));
            ledger.add(log.call(0, 8));
            SampleLog other = log.fork(5).grow(20, "another fact");
            Ledger.Answer answer = ledger.add(sameSize ? other.call(8, 8) : other.call(8, 12));
            return Files.readString(memory.evidence().resolve(answer.evidence().orElseThrow()));
        }
    }

    private static String verify(String evidence) {
        var out = new ByteArrayOutputStream();
        var stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        var in = new ByteArrayInputStream(evidence.getBytes(StandardCharsets.UTF_8));
        int code = new Verifier(in, stream, stream).run("verify", "-");
        return code + " " + out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aForkAndARewritingConvinceTheVerifier() throws Exception {
        assertThat(verify(kept(true))).startsWith("0 ").contains("\"check\":\"fork\",\"ok\":true");
        assertThat(verify(kept(false))).startsWith("0 ").contains("\"check\":\"unproven\",\"ok\":true");
    }

    @Test
    void changedEvidenceIsRefused() throws Exception {
        String good = kept(true);
        int begin = good.indexOf("\"earlier\"");
        int end = good.indexOf("\"found\"");
        Random random = new Random(3);
        for (int i = 0; i < 150; i++) {
            char[] bad = good.toCharArray();
            int at = begin + 1 + random.nextInt(end - begin - 2);
            bad[at] ^= 1;
            assertThat(verify(new String(bad)))
                    .as("character %s of %s", at, good.charAt(at))
                    .startsWith("1 ");
        }
    }

    @Test
    void everyChangedByteOfACosignatureIsNoCosignature() throws Exception {
        try (Memory memory = new Memory(folder, "audit.example", new Disk())) {
            memory.follow(log.keyLine());
            String line = new Ledger(memory, InstantSource.fixed(Instant.EPOCH))
                    .add(log.call(0, 8))
                    .body();
            String start = "— audit.example ";
            byte[] bytes = Base64.getDecoder().decode(line.strip().substring(start.length()));
            assertThat(memory.self().signed(Checkpoint.read(log.head(8) + line)))
                    .contains(Instant.EPOCH);
            assertThat(memory.self().signed(Checkpoint.read(log.head(9) + line)))
                    .isEmpty();
            for (int at = 0; at < bytes.length; at++) {
                byte[] bad = bytes.clone();
                bad[at] ^= 1;
                String changed = start + Base64.getEncoder().encodeToString(bad) + "\n";
                assertThat(memory.self().signed(Checkpoint.read(log.head(8) + changed)))
                        .isEmpty();
            }
        }
    }
}
