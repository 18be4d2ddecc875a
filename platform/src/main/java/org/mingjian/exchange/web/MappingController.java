package org.mingjian.exchange.web;

import org.mingjian.exchange.app.ShowingMapping;
import org.mingjian.kernel.Open;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** From facts to records, for those who connect. */
@RestController
class MappingController {

    private final ShowingMapping mapping;

    MappingController(ShowingMapping mapping) {
        this.mapping = mapping;
    }

    @Open("数据规范的对应关系和缺口，公开说明")
    @GetMapping("/api/exchange/mapping")
    ShowingMapping.Shown mapping() {
        return mapping.shown();
    }
}
