package org.mingjian.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.mingjian.ops.PlatformTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** An opener hears of a bid that needs him, and not a moment before. */
@PlatformTest
class OpenerDutiesTest {

    private static final String DUTY = "opening-share";

    @LocalServerPort
    int port;

    @Autowired
    ApplicationContext platform;

    @Test
    void openersAreToldWhatToDoUntilTheyHaveDoneIt() {
        ShareHall hall = ShareHall.open(platform, port).passDeadline();
        assertThat(hall.duties("supervisor", DUTY)).isEmpty();
        hall.failOwnKey(0);

        assertThat(hall.duties("supervisor", DUTY)).hasSize(1);
        assertThat(hall.duties("witness", DUTY)).hasSize(1);
        assertThat(hall.duties("centre", DUTY)).as("for the platform").hasSize(1);
        assertThat(hall.duties("supervisor2", DUTY)).as("is no opener here").isEmpty();
        hall.give(1, 0);

        assertThat(hall.duties("supervisor", DUTY)).isEmpty();
        assertThat(hall.duties("witness", DUTY).getFirst().path("href").asString())
                .endsWith("/shares");
    }

    @Test
    void oneAbsentOpenerBlocksNothing() {
        ShareHall hall = ShareHall.open(platform, port).passDeadline();
        hall.failOwnKey(0);

        hall.give(0, 0);
        hall.give(1, 0);
        hall.platformGives(0);
        hall.awaitState(0, "OPENED");

        assertThat(hall.duties("witness", DUTY)).as("not needed any more").isEmpty();
        assertThat(hall.facts("bid.shareGiven")).hasSize(3);
    }
}
