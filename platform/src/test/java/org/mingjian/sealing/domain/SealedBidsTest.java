package org.mingjian.sealing.domain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mingjian.kernel.crypto.Sm2;
import org.mingjian.kernel.crypto.Sm3;

class SealedBidsTest {

    @Property(tries = 150)
    void whatIsSealedIsOpened(@ForAll @IntRange(min = 0, max = 700) int size) throws IOException, EnvelopeRefused {
        opensAgain(new SampleBid().with("a.bin", size));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 63, 64, 65, 127, 128, 129, 6400})
    void sizesAroundAChunkAreOpened(int size) throws IOException, EnvelopeRefused {
        opensAgain(new SampleBid().with("投标文件/商务标.pdf", size).with("投标文件/技术标.pdf", size + 1));
    }

    @Test
    void archiveThatEndsWithAChunkIsOpened() throws IOException, EnvelopeRefused {
        for (int size = 0; size < 2 * SampleBid.CHUNK; size++) {
            opensAgain(new SampleBid().with("x", size));
        }
    }

    @Test
    void bidWithoutFilesIsOpened() throws IOException, EnvelopeRefused {
        opensAgain(new SampleBid());
    }

    @Test
    void everyRecipientUnwrapsTheSameKey() throws IOException, EnvelopeRefused {
        SampleBid bid = new SampleBid().with("a", 10);
        SealedHeader header = EnvelopeCheck.header(new ByteArrayInputStream(bid.seal()));

        byte[] key = OpenedBids.unwrap(header, bid.bidder.privateKey());

        assertThat(OpenedBids.unwrap(header, bid.opener.privateKey())).isEqualTo(key);
        assertThat(header.fits(key)).isTrue();
        assertThat(header.recipients()).extracting(Recipient::kind).containsExactly("bidder", "tenderer");
    }

    @Test
    void strangersKeyIsAWrongKey() throws IOException {
        SampleBid bid = new SampleBid().with("a", 10);
        byte[] sealed = bid.seal();
        byte[] stranger = Sm2.generate(bid.random).privateKey();

        refused(
                EnvelopeProblem.WRONG_KEY,
                EnvelopeCause.WRONG_KEY,
                () -> OpenedBids.unwrap(EnvelopeCheck.header(new ByteArrayInputStream(sealed)), stranger));
        refused(
                EnvelopeProblem.WRONG_KEY,
                EnvelopeCause.WRONG_KEY,
                () -> OpenedBids.openSheet(new ByteArrayInputStream(sealed), new byte[16], SampleBid.TRADE));
        refused(
                EnvelopeProblem.WRONG_KEY,
                EnvelopeCause.WRONG_KEY,
                () -> OpenedBids.openSheet(new ByteArrayInputStream(sealed), new byte[3], SampleBid.TRADE));
    }

    @Test
    void bidForAnotherTenderIsNotOpened() throws IOException, EnvelopeRefused {
        SampleBid bid = new SampleBid().with("a", 10);
        byte[] sealed = bid.seal();
        byte[] key = bid.key(sealed);

        refused(
                EnvelopeProblem.OTHER_TENDER,
                EnvelopeCause.OTHER_TENDER,
                () -> OpenedBids.openSheet(new ByteArrayInputStream(sealed), key, SampleBid.OTHER_TRADE));
    }

    @Test
    void sheetIsReadFromTheFirstBytesAlone() throws IOException, EnvelopeRefused {
        SampleBid bid = new SampleBid().with("large.bin", 500_000);
        byte[] sealed = bid.seal();
        InputStream start = new ByteArrayInputStream(sealed, 0, 4096);

        BidSheet sheet = OpenedBids.openSheet(start, bid.key(sealed), SampleBid.TRADE);

        assertThat(sheet.price()).isEqualTo("18334233.00");
        assertThat(sheet.content().get("quality").stringValue()).isEqualTo("合格");
    }

    @Test
    void noPlainTextIsInTheSealedBid() {
        byte[] secret = "绝密".repeat(30).getBytes(UTF_8);
        byte[] sealed = new SampleBid().with("秘密.txt", secret).seal();
        String text = new String(sealed, UTF_8);

        assertThat(text).doesNotContain("绝密").doesNotContain("秘密.txt").doesNotContain("18334233");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../a",
                "a/../b",
                "/a",
                "a//b",
                "a/",
                "",
                ".",
                "a\\b",
                "c:a",
                "a\u0000b",
                "a\nb",
                "con",
                "NUL.txt",
                "a.",
                " a",
                "a ",
                "\u202efdp.exe",
                "a?",
                "\ud800"
            })
    void trickyNamesAreRefused(String name) {
        List<SealedBids.Source> files = List.of(SampleBid.source(name, new byte[1]));

        refused(EnvelopeProblem.FILE_NAME, EnvelopeCause.MALFORMED, () -> seal(files));
    }

    @Test
    void namesThatSomeSystemsTakeForOneAreRefused() {
        refused(
                EnvelopeProblem.FILE_NAME,
                EnvelopeCause.MALFORMED,
                () -> seal(List.of(SampleBid.source("A.pdf", new byte[1]), SampleBid.source("a.PDF", new byte[1]))));
    }

    @Test
    void fileThatChangesWhileItIsReadIsRefused() {
        SealedBids.Source liar = new SealedBids.Source() {
            @Override
            public String name() {
                return "a";
            }

            @Override
            public long size() {
                return 5;
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(new byte[6]);
            }
        };

        refused(EnvelopeProblem.ARCHIVE, EnvelopeCause.MALFORMED, () -> seal(List.of(liar)));
    }

    @Test
    void unknownRecipientKeyIsRefused() {
        SampleBid bid = new SampleBid();
        SealedBids.Order order = new SealedBids.Order(
                SampleBid.TRADE,
                new Bidder(SampleBid.CREDIT_CODE, bid.bidder.publicKey(), Optional.empty()),
                List.of(new Recipient.Party("bidder", new byte[65], "")),
                Instant.EPOCH,
                SampleBid.CHUNK);

        refused(EnvelopeProblem.RECIPIENT, EnvelopeCause.MALFORMED, () -> new SealedBids(bid.random)
                .seal(order, m -> new byte[64], SampleBid.sheet(), List.of(), new ByteArrayOutputStream()));
    }

    private static void opensAgain(SampleBid bid) throws IOException, EnvelopeRefused {
        List<SealedBids.Sealed> notes = new ArrayList<>();
        byte[] sealed = bid.seal(notes::add);
        SampleBid.Kept kept = new SampleBid.Kept();

        OpenedBids.Opened opened =
                OpenedBids.openAll(new ByteArrayInputStream(sealed), bid.key(sealed), SampleBid.TRADE, kept);

        assertThat(SampleBid.check(sealed)).isInstanceOf(EnvelopeCheck.Sound.class);
        assertThat(opened.files()).isEqualTo(notes.get(0).files());
        assertThat(opened.sm3())
                .isEqualTo(Sm3.hex(Sm3.digest(sealed)))
                .isEqualTo(notes.get(0).sm3());
        assertThat(notes.get(0).size()).isEqualTo(sealed.length);
        assertThat(kept.contents()).isEqualTo(bid.contents());
    }

    private static void seal(List<SealedBids.Source> files) throws IOException, EnvelopeRefused {
        SampleBid bid = new SampleBid();
        new SealedBids(bid.random)
                .seal(
                        bid.order(SampleBid.CHUNK),
                        bid.bidder::sign,
                        SampleBid.sheet(),
                        files,
                        new ByteArrayOutputStream());
    }

    private interface Act {
        void run() throws IOException, EnvelopeRefused;
    }

    private static void refused(EnvelopeProblem problem, EnvelopeCause cause, Act act) {
        assertThatThrownBy(act::run).isInstanceOfSatisfying(EnvelopeRefused.class, refused -> {
            assertThat(refused.problem()).isEqualTo(problem);
            assertThat(refused.problem().cause()).isEqualTo(cause);
        });
    }
}
