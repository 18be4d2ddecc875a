package org.mingjian.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Writes {@code docs/clauses.md} with {@code -Dmingjian.write=true}; else shows that no rule or clause is missing
 * in it.
 */
class ClausesDocumentTest {

    @Test
    void everyClauseAndEveryRuleIsInTheDocument() throws IOException {
        ClausesDocument document = new ClausesDocument();
        if (Boolean.getBoolean("mingjian.write")) {
            document.write();
        }

        String written = Files.readString(Path.of("../docs/clauses.md"));
        assertThat(document.clauses()).allSatisfy(clause -> assertThat(written).contains("| " + clause + " |"));
        for (JsonNode rule : document.rules()) {
            String title = rule.get("rule").asString() + " ";
            assertThat(written).contains(title.trim(), rule.get("title").asString());
        }
    }

    @Test
    void aCitationOfTwoClausesNamesBoth() {
        assertThat(ClausesDocument.cited("招标投标法 §23、招标投标法实施条例 §22、§54"))
                .containsExactly("招标投标法 §23", "招标投标法实施条例 §22", "招标投标法实施条例 §54");
        assertThat(ClausesDocument.cited("20号令 §31")).containsExactly("电子招标投标办法（20号令） §31");
    }

    @Test
    void everyRuleOfTheTenderLawNamesAClauseThatIsListed() throws IOException {
        ClausesDocument document = new ClausesDocument();

        for (JsonNode rule : document.rules()) {
            assertThat(document.clauses())
                    .as(rule.get("rule").asString())
                    .containsAll(ClausesDocument.cited(rule.get("basis").asString()));
        }
    }
}
