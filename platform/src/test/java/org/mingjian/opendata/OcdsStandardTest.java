package org.mingjian.opendata;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The validator of {@link OcdsStandard} refuses what the standard's schema refuses, and only that. */
class OcdsStandardTest {

    private static final String GOOD = """
            {"uri":"https://example.org/1","version":"1.1","publisher":{"name":"p"},"publishedDate":"2026-03-02T00:00:00Z",
             "records":[{"ocid":"ocds-000000-1","releases":[{"ocid":"ocds-000000-1","id":"1","date":"2026-03-01T00:00:00Z",
              "tag":["tender"],"initiationType":"tender","language":"zh","parties":[{"id":"b","name":"B","roles":["buyer"]}],
              "buyer":{"id":"b","name":"B"},"tender":{"id":7,"title":"t","title_en":"in English","status":"active",
              "procurementMethod":"open","value":{"amount":1.5,"currency":"CNY"},"numberOfTenderers":3,"unknown":1,
              "tenderPeriod":{"endDate":"2026-03-20T09:00:00+08:00"},"submissionMethod":["electronicSubmission"],
              "documents":[{"id":"d","documentType":"anything","url":"https://example.org/a%20b"}]},
              "awards":[{"id":"a","status":"pending","suppliers":[{"id":"s","name":"S"}]}],
              "contracts":[{"id":"c","awardID":"a","dateSigned":null}],"bids":{"details":[{"id":"1","status":"withdrawn"}]}}]}]}
            """;

    private static JsonNode good(String from, String to) {
        String text = GOOD.replaceFirst(from, to);
        assertThat(from.isEmpty() || !text.equals(GOOD)).as(from).isTrue();
        return JsonMapper.shared().readTree(text);
    }

    @Test
    void whatTheStandardAllowsPasses() {
        assertThat(OcdsStandard.V115.problems("RecordPackage", good("", ""))).isEmpty();
        assertThat(OcdsStandard.V115.problems("Release", good("", "").at("/records/0/releases/0")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "no ocid              | \\[\\{\"ocid\":\"ocds-000000-1\",\"id\"         | [{\"id\"",
                "an empty ocid        | \\[\\{\"ocid\":\"ocds-000000-1\",\"id\"         | [{\"ocid\":\"\",\"id\"",
                "no id                | \"id\":\"1\",                                   | ''",
                "no date              | \"date\":\"2026-03-01T00:00:00Z\",              | ''",
                "no records           | \"records\"                                     | \"record\"",
                "no publisher's name  | \"name\":\"p\"                                  | ''",
                "an empty tag         | \\[\"tender\"\\]                                | []",
                "no list of tags      | \\[\"tender\"\\]                                | \"tender\"",
                "an unknown tag       | \\[\"tender\"\\]                                | [\"tendered\"]",
                "another initiation   | \"initiationType\":\"tender\"                   | \"initiationType\":\"ppp\"",
                "a wrong status       | \"status\":\"active\"                           | \"status\":\"open\"",
                "an award's status    | \"status\":\"pending\"                          | \"status\":\"complete\"",
                "a bid's status       | withdrawn                                       | refused",
                "a wrong method       | \"procurementMethod\":\"open\"                  | \"procurementMethod\":\"public\"",
                "no currency of ISO   | CNY                                             | RMB",
                "a date without zone  | 2026-03-01T00:00:00Z                            | 2026-03-01T00:00:00",
                "a day alone          | 2026-03-20T09:00:00\\+08:00                     | 2026-03-20",
                "a day there is not   | 2026-03-20T09:00:00\\+08:00                     | 2026-02-30T09:00:00+08:00",
                "a date as a number   | \"2026-03-02T00:00:00Z\"                        | 20260302",
                "an id of a wrong type| \"id\":7                                        | \"id\":-7.5",
                "an id that is null   | \"id\":\"a\"                                    | \"id\":null",
                "an empty id          | \"id\":\"d\"                                    | \"id\":\"\"",
                "a party's number     | \\[\\{\"id\":\"b\"                              | [{\"id\":1",
                "an amount in words   | 1.5                                             | \"1.5\"",
                "half a tenderer      | \"numberOfTenderers\":3                         | \"numberOfTenderers\":3.5",
                "an address with space| a%20b                                           | a b",
                "no address           | https://example.org/1                           | not an address",
                "another version      | \"version\":\"1.1\"                             | \"version\":\"1.1.5\"",
                "a contract alone     | \"awardID\":\"a\",                              | ''",
                "twice the same       | \\[\\{\"id\":\"s\",\"name\":\"S\"\\}            | [{\"id\":\"s\"},{\"id\":\"s\"}",
                "a name in a number   | \"title_en\":\"in English\"                     | \"title_en\":1",
                "a list for an object | \\{\"endDate\":\"2026-03-20T09:00:00\\+08:00\"\\} | []",
                "a word for a list    | \\[\"electronicSubmission\"\\]                  | \"electronicSubmission\""
            })
    void isRefused(String what, String from, String to) {
        assertThat(OcdsStandard.V115.problems("RecordPackage", good(from, to)))
                .as(what)
                .isNotEmpty();
    }

    /** As counted in the schemas of the standard, so that no line of the file gets lost. */
    @Test
    void everyFieldOfTheStandardIsThere() {
        Map<String, Integer> counted = Map.ofEntries(
                Map.entry("Release", 13 + 1),
                Map.entry("Planning", 4),
                Map.entry("Tender", 29),
                Map.entry("Award", 12),
                Map.entry("Contract", 15),
                Map.entry("Implementation", 3),
                Map.entry("Milestone", 10),
                Map.entry("Document", 9),
                Map.entry("Budget", 7),
                Map.entry("Transaction", 10),
                Map.entry("OrganizationReference", 6),
                Map.entry("Organization", 8),
                Map.entry("Item", 6),
                Map.entry("Unit", 5),
                Map.entry("Amendment", 7),
                Map.entry("Change", 2),
                Map.entry("Classification", 4),
                Map.entry("Identifier", 4),
                Map.entry("Address", 5),
                Map.entry("ContactPoint", 5),
                Map.entry("Value", 2),
                Map.entry("Period", 4),
                Map.entry("RelatedProcess", 6),
                Map.entry("Bids", 2),
                Map.entry("Bid", 6),
                Map.entry("BidsStatistic", 7),
                Map.entry("ReleasePackage", 8),
                Map.entry("Publisher", 4),
                Map.entry("RecordPackage", 9),
                Map.entry("Record", 3),
                Map.entry("LinkedRelease", 3));

        OcdsStandard.V115
                .fields()
                .forEach((name, fields) -> assertThat(fields).as(name).hasSize(counted.getOrDefault(name, 0)));
        assertThat(OcdsStandard.V115.fields()).hasSameSizeAs(counted);
    }
}
