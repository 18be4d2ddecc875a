package org.mingjian.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.mingjian.ops.PlatformTest;
import org.mingjian.testing.Desk;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The interface as the front end knows it: writes {@code web/src/generated/openapi.json} with
 * {@code -Dmingjian.write=true}; else shows that it has not drifted. {@code npm run api} makes the types from it.
 */
@PlatformTest
class OpenApiFileTest {

    private static final Path FILE = Path.of("../web/src/generated/openapi.json");

    @LocalServerPort
    int port;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping handlers;

    @Test
    void theFrontEndKnowsExactlyThisInterface() throws IOException {
        String wanted = JsonMapper.builder()
                        .enable(SerializationFeature.INDENT_OUTPUT)
                        .build()
                        .writeValueAsString(ApiDocument.of(handlers.getHandlerMethods()))
                        .replace("\r\n", "\n")
                + "\n";
        if (Boolean.getBoolean("mingjian.write")) {
            Files.createDirectories(FILE.getParent());
            Files.writeString(FILE, wanted);
        }

        assertThat(Files.readString(FILE))
                .as("write it anew with -Dmingjian.write=true, then run npm run api in web/")
                .isEqualTo(wanted);
    }

    @Test
    void whatIsServedToWritersOfClientsKnowsNoCallerAndEachTypeByItsOwnName() {
        JsonNode served = Desk.stranger(port).get("/v3/api-docs").body();

        JsonNode sheet =
                served.path("paths").path("/api/exchange/connections/{system}").path("get");
        assertThat(sheet.path("parameters").valueStream().map(one -> one.path("name")
                        .asString()))
                .containsExactly("system");
        assertThat(sheet.path("responses").path("200").toString()).contains("ConnectionController.Sheet");
    }

    @Test
    void theDocumentSaysWhatTheTypesSay() {
        JsonNode document = ApiDocument.of(handlers.getHandlerMethods());

        JsonNode trade = document.path("paths").path("/api/trades/{code}").path("get");
        assertThat(trade.path("x-needs").asString()).isEqualTo("TRADE_READ");
        assertThat(trade.path("parameters").get(0).path("name").asString()).isEqualTo("code");
        String reference = trade.path("responses")
                .path("200")
                .path("content")
                .path("application/json")
                .path("schema")
                .path("$ref")
                .asString();
        JsonNode view = document.at(reference.substring(1));
        assertThat(view.path("properties").path("stateSince").path("format").asString())
                .isEqualTo("date-time");
        assertThat(view.path("required").valueStream().map(JsonNode::asString))
                .contains("code", "acts")
                .doesNotContain("agency", "notice");
        JsonNode terms =
                document.path("components").path("schemas").path("tender.Terms").path("properties");
        assertThat(terms.path("ceilingPrice").path("type").asString()).isEqualTo("string");
    }
}
