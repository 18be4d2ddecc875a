package org.mingjian.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.mingjian.facts.Fact;
import org.mingjian.facts.Facts;
import org.mingjian.facts.Secrecy;
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
import org.springframework.context.ApplicationContext;
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

    @Autowired
    Facts facts;

    @Autowired
    ApplicationContext platformContext;

    private static final Pattern HEX = Pattern.compile("[0-9a-f]{32,}");
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]{22,}");

    @Test
    void everythingThatThePlatformHoldsAndOneOpenerMoreDoNotOpenABid() throws IOException, EnvelopeRefused {
        FileTime started = FileTime.from(InstantSource.system().instant().minusSeconds(2));
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

        byte[] loot = loot(trade, sealed, started);
        assertThat(holdsKey(header, loot))
                .as("the content key lies in database, disk or the record")
                .isFalse();
        byte[] key = bidder.contentKey(sealed);
        for (byte[] form : List.of(
                key,
                ("\\x" + HexFormat.of().formatHex(key)).getBytes(StandardCharsets.US_ASCII),
                ("{\"key\":\"" + Base64.getEncoder().encodeToString(key) + "\"}")
                        .getBytes(StandardCharsets.US_ASCII))) {
            assertThat(holdsKey(header, form)).as("the search would find it").isTrue();
        }
        for (byte[] found : keysOf(loot)) {
            assertThatThrownBy(() -> OpenedBids.unwrap(header, found))
                    .as("no private key of the platform opens it")
                    .isInstanceOf(EnvelopeRefused.class);
        }
    }

    /** The order that everybody can check: count and root stand in the record before the first key is taken. */
    @Test
    void noKeyMovesBeforeCountAndRootArePublished() {
        ShareHall hall = ShareHall.open(platformContext, port);
        assertThat(hall.bidders.get(0).decrypt(hall.trade, hall.sealed.get(0)).status())
                .as("before the deadline")
                .isEqualTo(409);
        assertThat(hall.people
                        .get(0)
                        .give(port, hall.trade, "00000000-0000-4000-8000-000000000000", hall.sealed.get(0))
                        .code())
                .isEqualTo("SHARES_TOO_EARLY");
        assertThat(keysTaken(hall.trade)).isZero();

        hall.passDeadline();
        assertThat(keysTaken(hall.trade)).as("closed, and nobody has commanded").isZero();
        hall.bidders.get(0).decrypt(hall.trade, hall.sealed.get(0));
        hall.awaitState(0, "OPENED");

        Fact closed = hall.facts("bids.closed").getFirst();
        assertThat(closed.body().path("count").asInt()).isEqualTo(3);
        assertThat(closed.body().path("root").asString()).hasSize(64);
        assertThat(closed.secrecy()).isEqualTo(Secrecy.PUBLIC);
        assertThat(closed.seq()).isLessThan(hall.facts("bid.opened").getFirst().seq());
    }

    private int keysTaken(String trade) {
        return sql.sql("select count(*) from sealing.bid b where b.trade = :trade and (b.key_sealed is not null or"
                        + " b.key_no > 0 or b.sheet is not null)")
                .param("trade", trade)
                .query(Integer.class)
                .single();
    }

    /**
     * The platform's key files; every file of the data folder that this bid touched; every row of every table that
     * names its trade; and the sealed facts of its bids, opened with the platform's own key.
     */
    private byte[] loot(String trade, byte[] sealed, FileTime started) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(sealed);
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                boolean key = file.startsWith(data.resolve("keys"));
                boolean mine = Files.getLastModifiedTime(file).compareTo(started) >= 0 && Files.size(file) < 1_000_000;
                if (key || (mine && !file.toString().contains("postgres"))) {
                    all.writeBytes(Files.readAllBytes(file));
                    all.write('\n');
                }
            }
        }
        for (String table : tables()) {
            sql.sql("select t::text from " + table + " t where t::text like :trade limit 500")
                    .param("trade", "%" + trade + "%")
                    .query(String.class)
                    .list()
                    .forEach(row -> all.writeBytes((row + "\n").getBytes(StandardCharsets.UTF_8)));
        }
        facts.ofStream("bids:" + trade)
                .forEach(fact -> all.writeBytes((fact.body() + "\n").getBytes(StandardCharsets.UTF_8)));
        return all.toByteArray();
    }

    private List<String> tables() {
        return sql.sql("select format('%I.%I', table_schema, table_name) from information_schema.tables where"
                        + " table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')")
                .query(String.class)
                .list();
    }

    /** As it lies there, and as whatever is hexadecimal or base64 in it says. */
    private static boolean holdsKey(SealedHeader header, byte[] loot) {
        return Stream.concat(Stream.of(loot), decoded(loot).stream()).anyMatch(bytes -> holdsRaw(header, bytes));
    }

    private static List<byte[]> decoded(byte[] loot) {
        String text = new String(loot, StandardCharsets.ISO_8859_1);
        List<byte[]> found = new ArrayList<>();
        for (Matcher hex = HEX.matcher(text); hex.find(); ) {
            for (int from = 0; from < 2; from++) {
                String run = hex.group().substring(from);
                found.add(HexFormat.of().parseHex(run.substring(0, run.length() & ~1)));
            }
        }
        for (Matcher base64 = BASE64.matcher(text); base64.find(); ) {
            for (int from = 0; from < 4; from++) {
                String run = base64.group().substring(from);
                int odd = run.length() % 4 == 1 ? 1 : 0;
                found.add(Base64.getDecoder().decode(run.substring(0, run.length() - odd)));
            }
        }
        return found;
    }

    /** Everything of the length of a private key that was written in hexadecimal. */
    private static List<byte[]> keysOf(byte[] loot) {
        return decoded(loot).stream()
                .filter(bytes -> bytes.length == 32)
                .limit(200)
                .toList();
    }

    private static boolean holdsRaw(SealedHeader header, byte[] bytes) {
        for (int at = 0; at + 16 <= bytes.length; at++) {
            if (header.fits(Arrays.copyOfRange(bytes, at, at + 16))) {
                return true;
            }
        }
        return false;
    }
}
