package org.mingjian.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.mingjian.identity.Accounts;
import org.mingjian.ops.PlatformClock;
import org.mingjian.ops.PlatformTest;
import org.mingjian.sealing.domain.EnvelopeCheck;
import org.mingjian.sealing.domain.EnvelopeRefused;
import org.mingjian.sealing.domain.OpenedBids;
import org.mingjian.sealing.domain.OpenerShares;
import org.mingjian.sealing.domain.SealedHeader;
import org.mingjian.tender.Openers;
import org.mingjian.tender.PlatformOpener;
import org.mingjian.tender.Tenders;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Somebody takes database, disk, configuration, the platform's opener key and one more opener's: the bid stays shut.
 */
@PlatformTest
class NothingOpensEarlyTest {

    @LocalServerPort
    int port;

    @Value("${mingjian.data}")
    Path data;

    @Autowired
    PlatformClock clock;

    @Autowired
    Tenders tenders;

    @Autowired
    Accounts accounts;

    @Autowired
    PlatformOpener platform;

    @Autowired
    JdbcClient sql;

    @Test
    void everythingThatThePlatformHoldsAndOneOpenerMoreDoNotOpenABid() throws IOException, EnvelopeRefused {
        List<OpenerSide> people = OpenerSide.people();
        Openers openers = OpenerSide.openers(people, accounts, platform);
        Instant deadline = clock.instant().plus(Duration.ofMinutes(20));
        String trade =
                new Tendering(tenders, accounts).with(Tendering.terms(deadline).withOpeners(openers));
        BidderSide bidder = BidderSide.register(port).sealingFor(OpenerSide.rule(openers));
        byte[] sealed = bidder.seal(trade, "100.00");
        assertThat(bidder.submit(trade, sealed).status()).isEqualTo(201);
        SealedHeader header = EnvelopeCheck.header(new ByteArrayInputStream(sealed));

        byte[] platformKey = HexFormat.of()
                .parseHex(Files.readString(data.resolve("keys/opener.sm2")).strip());
        var mine = OpenerShares.take(header, platformKey);
        for (OpenerSide one : people) {
            Map<Integer, byte[]> two = Map.of(mine.index(), mine.value(), one.index, one.share(sealed));
            assertThatThrownBy(() -> OpenerShares.contentKey(header, two)).isInstanceOf(EnvelopeRefused.class);
            assertThatThrownBy(() -> OpenedBids.unwrap(header, one.keys.privateKey()))
                    .isInstanceOf(EnvelopeRefused.class);
        }
        assertThatThrownBy(() -> OpenedBids.unwrap(header, platformKey)).isInstanceOf(EnvelopeRefused.class);

        byte[] loot = loot(sealed);
        assertThat(holdsKey(header, loot))
                .as("the content key lies in database or disk")
                .isFalse();
        assertThat(holdsKey(header, bidder.contentKey(sealed)))
                .as("the search would find it")
                .isTrue();
    }

    /** Every byte of the platform's key files, of the stored bid and of the tables of this module. */
    private byte[] loot(byte[] sealed) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(sealed);
        try (Stream<Path> files = Files.walk(data.resolve("keys"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                byte[] bytes = Files.readAllBytes(file);
                all.writeBytes(bytes);
                String text = new String(bytes, StandardCharsets.ISO_8859_1).strip();
                if (text.matches("([0-9a-f]{2})+")) {
                    all.writeBytes(HexFormat.of().parseHex(text));
                }
            }
        }
        for (String table : List.of("bid", "bid_version", "share", "opening")) {
            sql.sql("select t::text from sealing." + table + " t")
                    .query(String.class)
                    .list()
                    .forEach(row -> all.writeBytes(row.getBytes(StandardCharsets.UTF_8)));
        }
        return all.toByteArray();
    }

    private static boolean holdsKey(SealedHeader header, byte[] bytes) {
        for (int at = 0; at + 16 <= bytes.length; at++) {
            if (header.fits(Arrays.copyOfRange(bytes, at, at + 16))) {
                return true;
            }
        }
        return false;
    }
}
