package org.mingjian.ops.web;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.forwardedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

class DeskPagesTest {

    private final MockMvc desk =
            MockMvcBuilders.standaloneSetup(new DeskPages()).build();

    @ParameterizedTest
    @ValueSource(strings = {"/desk", "/desk/", "/desk/login", "/desk/trades/A01-2026/opening", "/desk/trades/a.b/c"})
    void deepLinksShowTheOnePage(String address) throws Exception {
        desk.perform(get(address)).andExpect(status().isOk()).andExpect(forwardedUrl("/desk/index.html"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/desk/assets/index-1.js", "/desk/mark.svg", "/desk/index.html"})
    void filesAreNotThePage(String address) throws Exception {
        desk.perform(get(address)).andExpect(status().isNotFound());
    }

    @Test
    void nothingWrittenIntoThePageCanRun() throws Exception {
        desk.perform(get("/desk/"))
                .andExpect(header().string("Content-Security-Policy", containsString("script-src 'self';")))
                .andExpect(header().string("Content-Security-Policy", not(containsString("unsafe-eval"))));
    }
}
