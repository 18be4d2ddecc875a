package org.mingjian.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mingjian.Platform;
import org.mingjian.document.Party;
import org.mingjian.document.Party.Answer;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** Whose node it is: recorded in the data folder, and the nation's node has no doors for trading. */
class TierTest {

    @TempDir
    Path folder;

    @Test
    void aFolderOfOneTierIsRefusedAsAnother() throws IOException {
        try (DataFolder data = DataFolder.open(folder)) {
            assertThat(Tier.of(data, "city")).isEqualTo(Tier.CITY);
            assertThat(Tier.of(data, "")).isEqualTo(Tier.CITY);
            assertThatThrownBy(() -> Tier.of(data, "nation"))
                    .isInstanceOf(StartRefused.class)
                    .hasMessageContaining("--tier city");
        }
    }

    @Test
    void aNewFolderWithoutATierIsAProvinces() throws IOException {
        try (DataFolder data = DataFolder.open(folder)) {
            assertThat(Tier.of(data, "")).isEqualTo(Tier.PROVINCE);
            assertThatThrownBy(() -> Tier.of(data, "county")).isInstanceOf(StartRefused.class);
        }
    }

    @Test
    void theNationsNodeDoesNotTrade() {
        TestDatabase database = TestDatabase.forPlatform();
        try (ConfigurableApplicationContext nation = SpringApplication.run(
                Platform.class,
                "--server.port=0",
                "--mingjian.tier=nation",
                "--mingjian.data=" + folder,
                "--mingjian.db.url=" + database.url(),
                "--mingjian.db.user=" + database.user(),
                "--mingjian.db.password=" + database.password(),
                "--spring.profiles.active=sandbox")) {
            int port = Integer.parseInt(nation.getEnvironment().getRequiredProperty("local.server.port"));
            Party centre = Party.of(port, "centre");

            assertThat(centre.get("/api/platform").body().path("tier").asString())
                    .isEqualTo("nation");
            for (String door : new String[] {"/api/trades", "/api/registrations", "/api/plans", "/api/seats"}) {
                Answer answer = centre.get(door);
                assertThat(answer.status()).as(door).isEqualTo(404);
                assertThat(answer.code()).as(door).isEqualTo("NOT_A_TRADING_NODE");
            }
            assertThat(centre.get("/api/me").status()).isEqualTo(200);
            assertThat(new String(centre.get("/").http().body(), java.nio.charset.StandardCharsets.UTF_8))
                    .contains("国家级");
        }
    }
}
