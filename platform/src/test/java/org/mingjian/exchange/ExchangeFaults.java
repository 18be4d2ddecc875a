package org.mingjian.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.mingjian.exchange.app.ExchangeClockwork;
import org.mingjian.exchange.app.RaisingWarnings;
import org.mingjian.exchange.app.SampleSending;
import org.mingjian.exchange.domain.Envelope;
import org.mingjian.exchange.domain.Lane;
import org.mingjian.exchange.domain.Wire;
import org.mingjian.exchange.store.FileStore;
import org.mingjian.kernel.crypto.Sm3;
import org.mingjian.ops.DataFolder;
import org.mingjian.ops.PlatformClock;
import org.mingjian.ops.SandboxClock;
import org.mingjian.spec.DataRecord;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.pem.PemSslStore;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;

/** What goes wrong in machines and on the way, one after the other, while the tiers of a test run. */
interface ExchangeFaults {

    int SIZE = 1_300_000;

    Tiers tiers();

    @Test
    default void anAttachmentCutOffInTheMiddleGoesOnWhereItStopped() {
        FaultyLine line = tiers().line;
        AtomicInteger parts = new AtomicInteger();
        long before = line.fileBytes();
        // The question how much is there, and one part, arrive; of every later message half does.
        DataRecord record = tiers().project(300, "附件断在中间的工程");
        Wire.File file = attachment(1);
        try (var cut = line.cutting(head -> head.type().equals("file") && parts.incrementAndGet() > 2)) {
            SampleSending.offer(tiers().province.context(), Lane.TEST, record, file);

            Awaitility.await("it was cut off").atMost(Duration.ofSeconds(25)).until(() -> parts.get() > 3);
            assertThat(files().has(file.sm3())).isFalse();
            assertThat(state(record)).isEqualTo("QUEUED");
        }

        tiers().awaitState("ACCEPTED", List.of(record));
        assertThat(files().size(file.sm3())).contains((long) SIZE);
        assertThat(line.fileBytes() - before).as("no part twice").isLessThan(SIZE + SIZE / 4);
    }

    @Test
    default void whatTheUpperNodeHasNoRoomForGoesWhenThereIsRoom() throws IOException {
        Path folder = tiers().nation.bean(DataFolder.class).folder("exchange").resolve("files");
        Path aside = folder.resolveSibling("files.aside");
        Files.createDirectories(folder);
        Files.move(folder, aside);
        Files.writeString(folder, "a disk without room");
        DataRecord record = tiers().project(301, "附件存不下的工程");
        Wire.File file = attachment(2);
        try {
            SampleSending.offer(tiers().province.context(), Lane.TEST, record, file);

            awaitAway("503", "附件现在存不下");
            assertThat(state(record)).isEqualTo("QUEUED");
        } finally {
            Files.delete(folder);
            Files.move(aside, folder);
        }

        tiers().awaitState("ACCEPTED", List.of(record));
        assertThat(files().has(file.sm3())).isTrue();
    }

    @Test
    default void anAnswerToAnOlderQuestionIsNotTakenForThisOne() {
        DataRecord record = tiers().project(303, "上级回答来迟的工程");
        try (var late = tiers().line.answeringLate()) {
            SampleSending.offer(tiers().province.context(), Lane.TEST, List.of(record));

            awaitAway("答非所问", "");
            assertThat(state(record)).as("nobody has confirmed it").isEqualTo("QUEUED");
        }

        tiers().awaitState("ACCEPTED", List.of(record));
        assertThat(Tiers.count(
                        tiers().nation, "select count(*) from exchange.inbound where key = '" + record.key() + "'"))
                .as("it was there already, and was not taken twice")
                .isOne();
    }

    /** The upper node's clock is an hour ahead, then a day: a late answer, seen from its side. */
    @Test
    default void aClockThatIsOffLosesNothingAndIsToldOf() {
        PlatformClock above = tiers().nation.bean(PlatformClock.class);
        for (Duration off : List.of(Duration.ofHours(1), Duration.ofDays(1))) {
            tiers().nation.bean(SandboxClock.class).moveTo(above.instant().plus(off));
            DataRecord record = tiers().project(304 + (int) off.toDays(), "上级时钟快了" + off);
            SampleSending.offer(tiers().province.context(), Lane.TEST, List.of(record));

            tiers().awaitState("ACCEPTED", List.of(record));
        }
        assertThat(SampleSending.clockOff(tiers().province.context())).isGreaterThan(Duration.ofHours(24));
        tiers().province.bean(RaisingWarnings.class).lookAtLanes();
        assertThat(Tiers.text(
                        tiers().province,
                        "select string_agg(detail, '') from exchange.warning where rule = 'MJ-Q5' and ended is null"))
                .as("on the data officer's desk, with its reason")
                .contains("上级平台的时钟比本平台快", "请校时");
    }

    @Test
    default void aBackfillAndLiveRecordsStandInOneLedgerEachByItsOwnNumbers() {
        List<DataRecord> past = tiers().projects(400, 60, Lane.HISTORY);
        List<DataRecord> live = tiers().projects(480, 5, Lane.LIVE);
        SampleSending.offer(tiers().province.context(), Lane.HISTORY, past);
        SampleSending.offer(tiers().province.context(), Lane.LIVE, live);

        tiers().awaitState("ACCEPTED", live);
        tiers().awaitState("ACCEPTED", past);

        assertThat(SampleSending.standing(
                        tiers().nation.context(), tiers().province.code(), "real"))
                .isEqualTo(SampleSending.sent(tiers().province.context(), "real"));
        assertThat(Tiers.text(
                        tiers().nation,
                        "select string_agg(distinct lane, ',') from exchange.standing where key = '"
                                + live.getFirst().key() + "'"))
                .isEqualTo("LIVE");
    }

    /** The province must not let the change overtake; the city must hear of it on the lane it sent it on. */
    @Test
    default void aLiveChangeOfWhatIsStillUnderWayAsHistoryIsToldWhereItCame() {
        Nodes.Node city = tiers().city;
        DataRecord past = Tiers.on(Lane.HISTORY, tiers().project(490, "历史上的名称"));
        DataRecord now = Tiers.on(Lane.LIVE, Tiers.changed(past, "现在的名称"));
        try (var cut = tiers().line.cutting(head -> head.type().equals("records"))) {
            SampleSending.offer(city.context(), Lane.HISTORY, List.of(past));
            Tiers.awaitState(city, "ACCEPTED", List.of(past));
            SampleSending.offer(city.context(), Lane.LIVE, List.of(now));
            Tiers.awaitState(city, "ACCEPTED", List.of(now));
        }

        Awaitility.await("the nation's word on the live lane")
                .atMost(Duration.ofSeconds(25))
                .until(() -> Tiers.count(
                                city,
                                "select count(*) from exchange.outbound where lane = 'LIVE' and key = '" + past.key()
                                        + "' and higher like '%E9900000001%'")
                        == 1);
        assertThat(Tiers.text(
                        tiers().province,
                        "select string_agg(lane || op, ',' order by number) from exchange.outbound where key = '"
                                + past.key() + "'"))
                .isEqualTo("HISTORY1,HISTORY2");
    }

    @Test
    default void aMessageThatIsTooLongIsNotRead() throws IOException, InterruptedException {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        message("http://localhost:" + tiers().nation.port(), new byte[Envelope.LONGEST + 1]),
                        HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(413);
    }

    /** {@code docs/exchange.md}: TLS 1.3 and a certificate of an authority that the upper node trusts. */
    @Test
    default void withoutACertificateThatTheUpperNodeTrustsNothingIsAnswered()
            throws IOException, InterruptedException, GeneralSecurityException {
        String door = tiers().province.url();

        HttpResponse<String> none =
                tls("", "TLSv1.3").send(message(door, new byte[100]), HttpResponse.BodyHandlers.ofString());
        HttpResponse<String> city =
                tls("city", "TLSv1.3").send(message(door, new byte[100]), HttpResponse.BodyHandlers.ofString());

        assertThat(none.statusCode()).isEqualTo(403);
        assertThat(none.body()).contains("双向TLS");
        assertThat(city.statusCode()).as("let in, and read").isNotEqualTo(403);
        assertThat(city.body()).contains("不是交换报文");
        assertThatThrownBy(() -> tls("stranger", "TLSv1.3")
                        .send(message(door, new byte[100]), HttpResponse.BodyHandlers.ofString()))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() ->
                        tls("city", "TLSv1.2").send(message(door, new byte[100]), HttpResponse.BodyHandlers.ofString()))
                .isInstanceOf(SSLException.class);
    }

    private HttpClient tls(String who, String version) throws GeneralSecurityException, IOException {
        Certificates files = tiers().certificates;
        String own = who.isEmpty() ? "" : Files.readString(files.path(who + ".crt"));
        String key = who.isEmpty() ? "" : Files.readString(files.path(who + ".key"));
        PemSslStoreDetails keys =
                who.isEmpty() ? null : PemSslStoreDetails.forCertificate(own).withPrivateKey(key);
        SSLContext context = SslBundle.of(new PemSslStoreBundle(
                        keys == null ? null : PemSslStore.load(keys),
                        PemSslStore.load(PemSslStoreDetails.forCertificate(Files.readString(files.path("ca.crt"))))))
                .createSslContext();
        SSLParameters only = new SSLParameters();
        only.setProtocols(new String[] {version});
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(context)
                .sslParameters(only)
                .build();
    }

    private static HttpRequest message(String door, byte[] bytes) {
        return HttpRequest.newBuilder(URI.create(door + "/exchange/messages"))
                .header("Content-Type", "application/octet-stream")
                .header("X-Requested-With", "exchange")
                .POST(HttpRequest.BodyPublishers.ofByteArray(bytes))
                .build();
    }

    /** A file of the province that the nation does not have. */
    private Wire.File attachment(long what) {
        byte[] content = new byte[SIZE];
        new Random(what).nextBytes(content);
        String sm3 = tiers().province.bean(FileStore.class).keep(content);
        assertThat(sm3).isEqualTo(Sm3.hex(Sm3.digest(content)));
        return new Wire.File(sm3, SIZE, "附件" + what + ".pdf");
    }

    private FileStore files() {
        return tiers().nation.bean(FileStore.class);
    }

    private String state(DataRecord record) {
        return Tiers.text(tiers().province, "select state from exchange.outbound where key = '" + record.key() + "'");
    }

    /** Until the province's test lane says why it waits. */
    private void awaitAway(String one, String other) {
        Awaitility.await(one + other).atMost(Duration.ofSeconds(25)).until(() -> {
            String why = tiers().province.bean(ExchangeClockwork.class).away().getOrDefault(Lane.TEST, "");
            return why.contains(one) && why.contains(other);
        });
    }
}
