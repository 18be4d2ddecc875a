package org.mingjian.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mingjian.document.Party.Answer;
import org.mingjian.kernel.crypto.Sm3;
import org.mingjian.ops.PlatformTest;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Uploads through HTTP: whole, resumed, wrong. */
@PlatformTest
class UploadTest {

    @LocalServerPort
    int port;

    @Value("${mingjian.files:${mingjian.data:.mingjian/data}/files}")
    Path files;

    Party bidder;

    @BeforeEach
    void signIn() {
        bidder = Party.of(port, "bidder1");
    }

    private static byte[] pdf(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        byte[] magic = "%PDF-1.7\n".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(magic, 0, bytes, 0, magic.length);
        return bytes;
    }

    @Test
    void fileSentInPartsIsStoredWholeUnderItsDigest() {
        byte[] file = pdf(300_000);
        String upload = Party.header(bidder.announce("资格证明.pdf", file.length), "Location");

        Answer first = bidder.append(upload, 0, Arrays.copyOf(file, 100_000));
        Answer asked = bidder.head(upload);
        Answer last = bidder.append(upload, 100_000, Arrays.copyOfRange(file, 100_000, file.length));

        assertThat(first.status()).isEqualTo(204);
        assertThat(Party.header(asked, "Upload-Offset")).isEqualTo("100000");
        assertThat(Party.header(last, "Upload-Offset")).isEqualTo("300000");
        assertThat(Party.header(last, "X-Document-Sm3")).isEqualTo(Sm3.hex(Sm3.digest(file)));
        Answer back = bidder.get("/api/documents/" + Party.header(last, "X-Document-Id"));
        assertThat(back.http().body()).isEqualTo(file);
        assertThat(Party.header(back, "Content-Disposition")).startsWith("attachment");
    }

    @Test
    void whatCameBeforeACutIsKeptAndTheRestFollows() throws IOException {
        byte[] file = pdf(200_000);
        String upload = Party.header(bidder.announce("标书.pdf", file.length), "Location");

        cutOff(upload, Arrays.copyOf(file, 70_000), file.length);
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> Party.header(bidder.head(upload), "Upload-Offset")
                .equals("70000"));
        Answer rest = Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(
                        () -> bidder.append(upload, 70_000, Arrays.copyOfRange(file, 70_000, file.length)),
                        answer -> answer.status() == 204);

        assertThat(Party.header(rest, "X-Document-Sm3")).isEqualTo(Sm3.hex(Sm3.digest(file)));
    }

    /** Announces a long body, sends a part of it and hangs up. */
    private void cutOff(String upload, byte[] bytes, int announced) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            OutputStream out = socket.getOutputStream();
            out.write(("PATCH " + upload + " HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: " + bidder.cookie()
                            + "\r\nX-Requested-With: test\r\nTus-Resumable: 1.0.0\r\nUpload-Offset: 0\r\n"
                            + "Content-Type: application/offset+octet-stream\r\nContent-Length: " + announced
                            + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.write(bytes);
            out.flush();
        }
    }

    /** Another process, which has not seen the beginning of the file, takes the end. */
    @Test
    void partGrownBehindThePlatformIsReadBack() throws IOException {
        byte[] file = pdf(900_000);
        String upload = Party.header(bidder.announce("标书.pdf", file.length), "Location");
        bidder.append(upload, 0, Arrays.copyOf(file, 300_000));
        Path part = files.resolve("parts").resolve(upload.substring(upload.lastIndexOf('/') + 1));
        Files.write(part, Arrays.copyOfRange(file, 300_000, 600_000), StandardOpenOption.APPEND);

        Answer last = bidder.append(upload, 600_000, Arrays.copyOfRange(file, 600_000, file.length));

        assertThat(Party.header(last, "X-Document-Sm3")).isEqualTo(Sm3.hex(Sm3.digest(file)));
    }

    @Test
    void wrongOffsetIsAConflictThatTellsTheRightOne() {
        String upload = Party.header(bidder.announce("a.pdf", 1000), "Location");
        bidder.append(upload, 0, pdf(400));

        Answer wrong = bidder.append(upload, 300, new byte[100]);

        assertThat(wrong.status()).isEqualTo(409);
        assertThat(wrong.code()).isEqualTo("OFFSET_MISMATCH");
        assertThat(wrong.body().path("detail").asString()).contains("400");
        assertThat(Party.header(bidder.head(upload), "Upload-Offset")).isEqualTo("400");
    }

    @Test
    void moreBytesThanAnnouncedAreRefused() {
        String upload = Party.header(bidder.announce("a.pdf", 100), "Location");

        Answer answer = bidder.append(upload, 0, pdf(101));

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.code()).isEqualTo("BEYOND_LENGTH");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../etc/passwd.pdf",
                "..\\x.pdf",
                "a/b.pdf",
                "C:x.pdf",
                "a\u0000.pdf",
                "a\u202efdp.pdf",
                ".pdf",
                " a.pdf",
                "a\n.pdf"
            })
    void nameWithATrickIsRefused(String name) {
        Answer answer = bidder.announce(name, 10);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("BAD_FILE_NAME");
    }

    @Test
    void longNameIsRefused() {
        assertThat(bidder.announce("长".repeat(80) + ".pdf", 10).code()).isEqualTo("BAD_FILE_NAME");
    }

    @Test
    void kindIsJudgedByContentNotByName() {
        String upload = Party.header(bidder.announce("a.pdf", 64), "Location");
        byte[] program = new byte[64];
        program[0] = 'M';
        program[1] = 'Z';

        Answer answer = bidder.append(upload, 0, program);

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.code()).isEqualTo("WRONG_FILE_TYPE");
        assertThat(bidder.head(upload).status()).isEqualTo(404);
        assertThat(bidder.announce("a.exe", 64).code()).isEqualTo("WRONG_FILE_TYPE");
    }

    @Test
    void packageWithoutItsContentIsNoDocument() {
        byte[] zip = {'P', 'K', 3, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
        String upload = Party.header(bidder.announce("a.docx", zip.length), "Location");

        assertThat(bidder.append(upload, 0, zip).code()).isEqualTo("WRONG_FILE_TYPE");
    }

    @Test
    void tooLargeOrEmptyIsRefusedAtOnce() {
        assertThat(bidder.announce("a.mjb", (4L << 30) + 1).code()).isEqualTo("FILE_TOO_LARGE");
        assertThat(bidder.announce("a.mjb", 0).code()).isEqualTo("BAD_UPLOAD_REQUEST");
    }

    @Test
    void uploadAndDocumentOfSomebodyElseAreUnknown() {
        String upload = Party.header(bidder.announce("a.pdf", 50), "Location");
        String document = bidder.upload("b.pdf", pdf(40)).toString();
        Party other = Party.of(port, "bidder2");

        assertThat(other.head(upload).status()).isEqualTo(404);
        assertThat(other.append(upload, 0, pdf(50)).status()).isEqualTo(404);
        assertThat(other.get("/api/documents/" + document).status()).isEqualTo(404);
        assertThat(Party.stranger(port).get("/api/documents/" + document).status())
                .isEqualTo(401);
    }

    @Test
    void endedUploadIsGone() {
        String upload = Party.header(bidder.announce("a.pdf", 50), "Location");

        assertThat(bidder.send(bidder.tus(upload).DELETE().build()).status()).isEqualTo(204);
        assertThat(bidder.head(upload).status()).isEqualTo(404);
    }

    @Test
    void anotherProtocolVersionIsToldTheRightOne() {
        Answer answer = bidder.send(bidder.request("/api/uploads")
                .header("Tus-Resumable", "0.2.0")
                .POST(java.net.http.HttpRequest.BodyPublishers.noBody())
                .build());

        assertThat(answer.status()).isEqualTo(412);
        assertThat(Party.header(answer, "Tus-Version")).isEqualTo("1.0.0");
    }
}
