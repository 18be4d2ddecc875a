package org.mingjian.document.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mingjian.document.ClamdStandIn;
import org.mingjian.document.ClamdStandIn.Mood;
import org.mingjian.document.domain.Verdict;

/** The protocol of clamd, and a scanner that is not well. */
class ClamdTest {

    private static final Duration PATIENCE = Duration.ofMillis(700);

    @TempDir
    Path folder;

    private ClamdStandIn clamd;
    private String address;

    @BeforeEach
    void start() throws IOException {
        address = folder.resolve("clamd.ctl").toString();
        clamd = new ClamdStandIn(Path.of(address));
    }

    @AfterEach
    void stop() throws IOException {
        clamd.close();
    }

    private Verdict scan(byte[] content) {
        return new Clamd(address, PATIENCE).scan(() -> new ByteArrayInputStream(content), content.length);
    }

    @Test
    void aCleanFileIsCleanAndWhatItKnowsIsFoundWhereverItLies() {
        byte[] large = new byte[300_000];
        assertThat(scan(large)).isEqualTo(new Verdict.Clean());
        assertThat(scan(new byte[0])).isEqualTo(new Verdict.Clean());
        assertThat(scan(ClamdStandIn.TEST_STRING)).isEqualTo(new Verdict.Infected("Eicar-Test-Signature"));

        byte[] hidden = Arrays.copyOf(large, large.length);
        System.arraycopy(ClamdStandIn.TEST_STRING, 0, hidden, 65_500, ClamdStandIn.TEST_STRING.length);
        assertThat(scan(hidden)).isEqualTo(new Verdict.Infected("Eicar-Test-Signature"));
        assertThat(new Clamd(address, PATIENCE).version()).startsWith("ClamAV");
    }

    @ParameterizedTest
    @EnumSource(
            value = Mood.class,
            names = {"HANGS", "DIES", "BABBLES"})
    void aScannerThatHangsDiesOrBabblesLeavesTheFileUnscannedInTime(Mood mood) {
        clamd.be(mood);
        long start = System.nanoTime();

        assertThat(scan(new byte[200_000])).isInstanceOf(Verdict.Unscanned.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void whatIsTooLargeForItIsSaidSo() {
        clamd.be(Mood.SAYS_TOO_LARGE);

        assertThat(scan(new byte[3_000_000])).isEqualTo(new Verdict.TooLarge());
    }

    @Test
    void noScannerAtAllIsNoVerdict() throws IOException {
        clamd.close();

        assertThat(scan(new byte[10])).isInstanceOf(Verdict.Unscanned.class);
        assertThat(new Clamd(address, PATIENCE).version()).isEmpty();
        assertThat(Clamd.isThere(address)).isFalse();
    }

    @Test
    void afterOneThatHungNobodyWaitsForIt() {
        AnyScanner any = new AnyScanner(address, folder, "", PATIENCE);
        clamd.be(Mood.HANGS);
        byte[] content = new byte[10];
        assertThat(any.scan(() -> new ByteArrayInputStream(content), 10)).isInstanceOf(Verdict.Unscanned.class);

        long start = System.nanoTime();
        for (int i = 0; i < 50; i++) {
            assertThat(any.scan(() -> new ByteArrayInputStream(content), 10)).isInstanceOf(Verdict.Unscanned.class);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(PATIENCE.multipliedBy(20));

        clamd.be(Mood.WELL);
        assertThat(any.version()).isNotEmpty();
        assertThat(any.scan(() -> new ByteArrayInputStream(content), 10)).isEqualTo(new Verdict.Clean());
    }

    @Test
    void theProgramClamscanIsUnderstoodAndBounded() throws IOException {
        Path program = script("case \"$1\" in --version) echo 'ClamAV 1.0/1'; exit 0;; esac\n"
                + "if grep -q EICAR \"$3\"; then echo \"$3: Eicar-Test-Signature FOUND\"; exit 1; fi\n"
                + "echo \"$3: OK\"; exit 0");
        Clamscan scanner = new Clamscan(program.toString(), Duration.ofSeconds(20));
        assertThat(scanner.version()).startsWith("ClamAV");
        assertThat(scanner.scan(() -> new ByteArrayInputStream(ClamdStandIn.TEST_STRING), 68))
                .isEqualTo(new Verdict.Infected("Eicar-Test-Signature"));
        assertThat(scanner.scan(() -> new ByteArrayInputStream(new byte[9]), 9)).isEqualTo(new Verdict.Clean());

        Clamscan hung = new Clamscan(script("sleep 60").toString(), PATIENCE);
        long start = System.nanoTime();
        assertThat(hung.scan(() -> new ByteArrayInputStream(new byte[9]), 9)).isInstanceOf(Verdict.Unscanned.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));

        Clamscan dies = new Clamscan(script("exit 2").toString(), PATIENCE);
        assertThat(dies.scan(() -> new ByteArrayInputStream(new byte[9]), 9)).isInstanceOf(Verdict.Unscanned.class);
        assertThat(new Clamscan("/none/such", PATIENCE).version()).isEmpty();
    }

    private Path script(String words) throws IOException {
        Path program = Files.createTempFile(folder, "scan", ".sh");
        Files.writeString(program, "#!/bin/sh\n" + words + "\n");
        return Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    }
}
