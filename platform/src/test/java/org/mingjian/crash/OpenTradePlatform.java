package org.mingjian.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.mingjian.Platform;
import org.mingjian.draw.DrawPlan;
import org.mingjian.draw.DrawPurpose;
import org.mingjian.draw.Draws;
import org.mingjian.facts.Actor;
import org.mingjian.identity.Accounts;
import org.mingjian.ops.DataFolder;
import org.mingjian.sealing.OpenerSide;
import org.mingjian.sealing.Tendering;
import org.mingjian.tender.Openers;
import org.mingjian.tender.PlatformOpener;
import org.mingjian.tender.Tenders;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The platform as a process of its own; the first start on a data folder also opens two trades for bids. No {@code
 * @Configuration}, so that other tests' platforms do not find it.
 */
public class OpenTradePlatform {

    static final String TRADE = "A01-12320000466011756J-20240115-000001-S";

    public static void main(String[] args) {
        SpringApplication.run(new Class<?>[] {Platform.class, OpenTradePlatform.class}, args);
    }

    @Bean
    @Order(1000)
    ApplicationRunner openTrade(Tenders tenders, Accounts accounts, InstantSource clock, DataFolder data) {
        return (ApplicationArguments arguments) -> {
            Instant deadline = clock.instant().plus(Duration.ofMinutes(40));
            if (!Files.exists(data.path().resolve("deadline"))) {
                new Tendering(tenders, accounts).closingAt(deadline);
                Files.writeString(data.path().resolve("deadline"), deadline.toString());
            }
        };
    }

    /** A second trade with openers, whose keys the test finds in a file. */
    @Bean
    @Order(1001)
    ApplicationRunner openHall(Tenders tenders, Accounts accounts, PlatformOpener platform, DataFolder data) {
        return (ApplicationArguments arguments) -> {
            Path file = data.path().resolve("hall");
            if (!Files.exists(file)) {
                List<OpenerSide> people = OpenerSide.people();
                Openers openers = OpenerSide.openers(people, accounts, platform);
                Instant deadline = Instant.parse(Files.readString(data.path().resolve("deadline")));
                String trade = new Tendering(tenders, accounts)
                        .with(Tendering.terms(deadline).withOpeners(openers));
                List<String> lines =
                        new ArrayList<>(List.of(trade, Base64.getEncoder().encodeToString(platform.publicKey())));
                people.forEach(one -> lines.add(one.line()));
                Files.write(file, lines);
            }
        };
    }

    /** Prepares a draw of that trade once the test asks for it, with a file, and says so with another. */
    @Bean
    ApplicationRunner prepareDraw(Draws draws, TransactionTemplate transaction, DataFolder data) {
        Path asked = data.path().resolve("draw-asked");
        Path prepared = data.path().resolve("draw-prepared");
        return (ApplicationArguments arguments) -> Thread.ofVirtual().start(() -> {
            while (!Files.exists(asked)) {
                LockSupport.parkNanos(50_000_000);
            }
            if (!Files.exists(prepared)) {
                prepare(draws, transaction, asked);
                try {
                    Files.createFile(prepared);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        });
    }

    private static void prepare(Draws draws, TransactionTemplate transaction, Path asked) {
        try {
            var plan = new DrawPlan(
                    Files.readString(asked),
                    DrawPurpose.COEFFICIENTS,
                    "抽取系数",
                    List.of(new DrawPlan.Lot("k", 1)),
                    List.of(new DrawPlan.Entry("k", "k=0.02", ""), new DrawPlan.Entry("k", "k=0.03", "")),
                    false,
                    List.of());
            transaction.executeWithoutResult(
                    status -> draws.prepare(plan, Actor.SYSTEM).orRefuse());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
