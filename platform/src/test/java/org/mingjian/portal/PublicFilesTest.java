package org.mingjian.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.mingjian.document.DocumentOwner;
import org.mingjian.document.Documents;
import org.mingjian.document.StoredDocument;
import org.mingjian.facts.Facts;
import org.mingjian.facts.NewFact;
import org.mingjian.facts.Secrecy;
import org.mingjian.ops.PlatformTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.transaction.support.TransactionTemplate;

/** Files of public facts, and of no others. */
@PlatformTest
class PublicFilesTest {

    @Autowired
    Facts facts;

    @Autowired
    Documents documents;

    @Autowired
    TransactionTemplate transaction;

    @LocalServerPort
    int port;

    private final String code = "A01-F" + UUID.randomUUID();

    private StoredDocument stored(String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        return documents.keep("招标文件.txt", DocumentOwner.PLATFORM, new ByteArrayInputStream(bytes));
    }

    @Test
    void aFileOfAPublicFactIsGivenOut() {
        StoredDocument file = stored("公开的招标文件 " + UUID.randomUUID());
        new SampleTrades(facts, transaction).open(code, "answer.published", Map.of("text", "问"), file.ref());
        Visitor visitor = new Visitor(port);
        visitor.until("/files/" + file.sm3() + "/a.txt", page -> page.contains("公开的招标文件"));

        HttpResponse<String> answer = visitor.get("/files/" + file.sm3() + "/a.txt");

        assertThat(answer.headers().firstValue("Content-Disposition").orElseThrow())
                .startsWith("attachment");
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("sandbox");
    }

    @Test
    void aFileThatOnlyASealedFactNamesIsNotGivenOut() {
        StoredDocument file = stored("密封的投标文件 " + UUID.randomUUID());
        SampleTrades trades = new SampleTrades(facts, transaction);
        trades.record(new NewFact(
                "trade:" + code,
                "bid.received",
                SampleTrades.AGENCY,
                Map.of("a", "b"),
                List.of(file.ref()),
                Secrecy.SEALED));
        trades.open(code, "answer.published", Map.of("text", "问"));
        Visitor visitor = new Visitor(port);
        visitor.until("/trades/" + code, page -> page.contains("发布答疑"));

        assertThat(visitor.get("/files/" + file.sm3() + "/a.txt").statusCode()).isEqualTo(404);
    }
}
