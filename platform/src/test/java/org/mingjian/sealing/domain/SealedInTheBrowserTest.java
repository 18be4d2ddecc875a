package org.mingjian.sealing.domain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mingjian.kernel.StrictJson;
import tools.jackson.databind.JsonNode;

/** A bid that the browser's code sealed; {@code web/src/sealing/sealing.test.ts} wrote it and tests the other way. */
class SealedInTheBrowserTest {

    private byte[] sealed = {};
    private byte[] privateKey = {};

    @BeforeEach
    void readTheExchange() throws IOException, StrictJson.Malformed {
        try (InputStream in = getClass().getResourceAsStream("/sealing/from-browser.json")) {
            JsonNode exchange = StrictJson.parse(Objects.requireNonNull(in).readAllBytes());
            sealed = Base64.getDecoder().decode(exchange.get("sealed").stringValue());
            privateKey = Base64.getDecoder().decode(exchange.get("privateKey").stringValue());
        }
    }

    @Test
    void standsTheCheckOfTheServer() {
        assertThat(SampleBid.check(sealed)).isInstanceOf(EnvelopeCheck.Sound.class);
    }

    @Test
    void isOpenedByTheServer() throws IOException, EnvelopeRefused {
        byte[] key = OpenedBids.unwrap(EnvelopeCheck.header(new ByteArrayInputStream(sealed)), privateKey);
        SampleBid.Kept kept = new SampleBid.Kept();

        OpenedBids.Opened opened = OpenedBids.openAll(new ByteArrayInputStream(sealed), key, SampleBid.TRADE, kept);

        assertThat(opened.sheet().price()).isEqualTo("18334233.00");
        assertThat(opened.files()).extracting(SealedFile::name).containsExactly("技术标/方案.txt", "数据.bin");
        assertThat(opened.files().get(1).size()).isEqualTo(700);
        assertThat(Objects.requireNonNull(kept.files.get("技术标/方案.txt")).toString(UTF_8))
                .isEqualTo("施工组织设计");
    }
}
