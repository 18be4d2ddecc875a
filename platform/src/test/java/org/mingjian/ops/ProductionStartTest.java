package org.mingjian.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.mingjian.Platform;
import org.mingjian.testing.Desk;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;

/** The first start outside a sandbox: three administrators, two factors, no samples. */
@SpringBootTest(classes = Platform.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = PlatformTest.FreshDatabase.class)
@DirtiesContext
class ProductionStartTest {

    @LocalServerPort
    int port;

    @Value("${mingjian.data}")
    Path data;

    @Test
    void threeAdministratorsAreFoundedAndMustEnrolBeforeAnythingElse() throws IOException {
        List<String> roles = new ArrayList<>();
        try (Stream<Path> files = Files.list(data.resolve("first-passwords"))) {
            for (Path file : files.toList()) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo("rw-------");
                String[] told = Files.readString(file).strip().split(" ");
                Desk desk = Desk.of(port, told[0], told[1]);
                roles.add(desk.get("/api/me")
                        .body()
                        .path("roles")
                        .get(0)
                        .path("role")
                        .asString());
                assertThat(desk.get("/api/me").body().path("mustEnrol").asBoolean())
                        .isTrue();
                assertThat(desk.get("/api/organisations").code()).isEqualTo("MUST_CHANGE_FIRST");
            }
        }

        assertThat(roles).containsExactlyInAnyOrder("SYSTEM_ADMINISTRATOR", "SECURITY_ADMINISTRATOR", "AUDITOR");
        assertThat(Desk.stranger(port)
                        .post("/api/login", Map.of("login", "sysadmin", "password", "mingjian2026"))
                        .status())
                .isEqualTo(401);
    }
}
