package org.mingjian.sealing.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.mingjian.kernel.StrictJson;
import org.mingjian.kernel.crypto.Sm2;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A bid that the browser's code sealed for openers; {@code web/src/sealing/sharedKey.test.ts} wrote it and tests the
 * other way with what this test writes under {@code -Dmingjian.write=true}.
 */
class SharedInTheBrowserTest {

    private static final List<String> KINDS = List.of("tenderer", "platform", "supervisor", "witness");

    @Test
    void threeOpenersOpenItOnTheServer() throws IOException, StrictJson.Malformed, EnvelopeRefused {
        try (InputStream in = getClass().getResourceAsStream("/sealing/openers-from-browser.json")) {
            JsonNode exchange = StrictJson.parse(Objects.requireNonNull(in).readAllBytes());
            byte[] sealed = Base64.getDecoder().decode(exchange.get("sealed").stringValue());
            assertThat(SampleBid.check(sealed)).isInstanceOf(EnvelopeCheck.Sound.class);
            SealedHeader header = EnvelopeCheck.header(new ByteArrayInputStream(sealed));
            Map<Integer, byte[]> shares = new HashMap<>();
            for (int i = 1; i < 4; i++) {
                byte[] key = Base64.getDecoder()
                        .decode(exchange.get("openers").get(i).stringValue());
                OpenerShares.Taken taken = OpenerShares.take(header, key);
                assertThat(taken.kind()).isEqualTo(KINDS.get(i));
                shares.put(taken.index(), taken.value());
            }

            byte[] key = OpenerShares.contentKey(header, shares);

            SampleBid.Kept kept = new SampleBid.Kept();
            var opened = OpenedBids.openAll(new ByteArrayInputStream(sealed), key, SampleBid.TRADE, kept);
            assertThat(opened.sheet().price()).isEqualTo("18334233.00");
            assertThat(opened.files()).extracting(SealedFile::name).containsExactly("技术标/方案.txt");
        }
    }

    @Test
    void whatTheBrowserOpensIsASoundBid() throws IOException, StrictJson.Malformed {
        Path file = Path.of("../web/src/sealing/openers-from-java.json");
        if (Boolean.getBoolean("mingjian.write")) {
            Files.writeString(file, made() + "\n");
        }

        JsonNode exchange = StrictJson.parse(Files.readAllBytes(file));

        byte[] sealed = Base64.getDecoder().decode(exchange.get("sealed").stringValue());
        assertThat(SampleBid.check(sealed)).isInstanceOf(EnvelopeCheck.Sound.class);
        assertThat(exchange.get("openers")).hasSize(KINDS.size());
    }

    private static JsonNode made() throws IOException {
        SampleBid bid = new SampleBid().with("方案.txt", 300);
        List<Recipient.Party> openers = new ArrayList<>();
        List<String> keys = new ArrayList<>();
        for (String kind : KINDS) {
            Sm2.KeyPair pair = Sm2.generate(bid.random);
            openers.add(new Recipient.Party(kind, pair.publicKey(), "0a"));
            keys.add(Base64.getEncoder().encodeToString(pair.privateKey()));
        }
        byte[] sealed = bid.sealFor(new SharedKey.Rule(3, openers));
        var exchange = JsonMapper.shared().createObjectNode();
        exchange.put("privateKey", Base64.getEncoder().encodeToString(bid.bidder.privateKey()));
        exchange.set("openers", JsonMapper.shared().valueToTree(keys));
        exchange.put("sealed", Base64.getEncoder().encodeToString(sealed));
        return exchange;
    }
}
