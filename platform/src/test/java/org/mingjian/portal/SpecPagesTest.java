package org.mingjian.portal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mingjian.ops.PlatformTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The data specification as pages and for programs. */
@PlatformTest
class SpecPagesTest {

    @LocalServerPort
    int port;

    @SuppressWarnings("NullAway.Init")
    private Visitor visitor;

    @BeforeEach
    void visit() {
        visitor = new Visitor(port);
    }

    private JsonNode json(String path) {
        return JsonMapper.shared().readTree(visitor.json(path));
    }

    @Test
    void everyDatasetHasAPageAndEveryLinkOfItLeadsSomewhere() {
        JsonNode list = json("/spec.json?version=2.0-FJ4");
        int pages = 0;
        for (JsonNode group : list.path("groups")) {
            for (JsonNode dataset : group.path("datasets")) {
                String path = "/spec/datasets/" + dataset.path("number").asString();
                assertThat(visitor.get(path + "?version=2.0-FJ4").statusCode())
                        .as(path)
                        .isEqualTo(200);
                pages++;
            }
        }

        assertThat(pages).isEqualTo(84).isEqualTo(list.path("total").asInt());
        for (String link : Visitor.links(visitor.page("/spec/datasets/513"))) {
            if (link.startsWith("/spec") || link.startsWith("/api/spec")) {
                assertThat(visitor.get(link).statusCode()).as(link).isEqualTo(200);
            }
        }
    }

    @Test
    void aDatasetShowsItsFieldsAsTheSpecificationWritesThem() {
        String page = visitor.page("/spec/datasets/513");

        assertThat(page).contains("WIN_RESULT_ANNO", "中标金额", "BID_AMOUNT", "N..20,6", "必填", "代码集", "社会公开");
        assertThat(visitor.page("/spec/datasets/500")).doesNotContain("OPERATION_NAME");
        assertThat(visitor.page("/spec/datasets/500?version=2.0-FJ4")).contains("OPERATION_NAME", "省级增补");
        assertThat(visitor.page("/spec/codes/TENDER_MODE")).contains("公开");
        assertThat(visitor.page("/spec/changes")).contains("OPERATION_NAME", "新增");
        assertThat(visitor.page("/spec/checks")).contains("field.required", "拒收");
    }

    @Test
    void aSearchFindsDatasetsByTheNamesOfTheirFields() {
        assertThat(visitor.page("/spec?q=bid_amount")).contains("/spec/datasets/513");
        assertThat(visitor.page("/spec?q=" + Visitor.encoded("没有的字段"))).contains("没有数据集或字段含");
        assertThat(json("/api/spec/2.0/datasets?q=513&size=5")
                        .path("items")
                        .path(0)
                        .path("table")
                        .asString())
                .isEqualTo("WIN_RESULT_ANNO");
    }

    @Test
    void programsGetVersionsFieldsKitAndTheCheckOfOneField() {
        assertThat(json("/api/spec")).hasSize(2);
        assertThat(json("/api/spec/2.0/datasets/500")
                        .path("fields")
                        .path(0)
                        .path("code")
                        .asString())
                .isEqualTo("PROJECT_CODE");
        String check = "/api/spec/2.0/datasets/500/fields/REGION_CODE/check?value=";
        assertThat(json(check + "140100").path("ok").asBoolean()).isTrue();
        assertThat(json(check + "1401").path("problems").path(0).path("message").asString())
                .contains("项目所在行政区域代码");
        assertThat(json(check + "980100").path("ok").asBoolean()).isFalse();
        assertThat(visitor.get("/api/spec/2.0/kit.zip").headers().firstValue("Content-Type"))
                .contains("application/zip");
        assertThat(visitor.json("/api/spec/2.0/datasets/513/bad.jsonl")).contains("\"dataset\":\"513\"");
        assertThat(visitor.get("/api/spec/9/datasets/500").statusCode()).isEqualTo(404);
        assertThat(visitor.get("/api/spec/2.0/datasets/500/fields/NO_SUCH/check", "Accept", "application/json")
                        .statusCode())
                .isEqualTo(404);
    }
}
