package org.mingjian.identity.web;

import static org.mockito.Mockito.mock;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.ArrayDeque;
import org.junit.jupiter.api.Test;
import org.mingjian.identity.app.NotingRefusals;
import org.mingjian.identity.app.RecordingActs;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

class ProblemsTest {

    private final MockMvc doors = MockMvcBuilders.standaloneSetup(new Careless())
            .setControllerAdvice(new Problems(mock(NotingRefusals.class), mock(RecordingActs.class)))
            .build();

    @RestController
    static class Careless {

        @GetMapping("/careless/{how}")
        String answer(@PathVariable String how) {
            return switch (how) {
                case "index" -> String.valueOf(how.toCharArray()[9]);
                case "empty" -> new ArrayDeque<String>().removeFirst();
                case "state" -> throw new IllegalStateException("a secret of the inside");
                default -> throw new IllegalArgumentException("请填写编号");
            };
        }
    }

    @Test
    void whateverNobodyThoughtOfIsAnsweredInWordsAndTellsNothingOfTheInside() throws Exception {
        for (String how : new String[] {"index", "empty", "state"}) {
            doors.perform(get("/careless/" + how))
                    .andExpect(status().isInternalServerError())
                    .andExpect(content().contentType("application/problem+json"))
                    .andExpect(jsonPath("$.code").value("INTERNAL"))
                    .andExpect(jsonPath("$.detail").value("已记录，请稍后重试或联系平台"));
        }
    }

    @Test
    void aMistakeOfTheSenderStaysOne() throws Exception {
        doors.perform(get("/careless/other"))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.detail").value("请填写编号"));
    }
}
