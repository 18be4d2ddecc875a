package org.mingjian.tender.web;

import java.util.List;
import org.mingjian.identity.Caller;
import org.mingjian.identity.Needs;
import org.mingjian.identity.Permission;
import org.mingjian.tender.Openers;
import org.mingjian.tender.app.NamingOpeners;
import org.mingjian.tender.app.ReadingTrades;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** 开启人: who may be named as an opener in the tender documents. */
@RestController
@RequestMapping("/api/trades/{code}/opener-candidates")
class OpenerController {

    record Candidates(List<Openers.Opener> items) {}

    private final NamingOpeners naming;
    private final ReadingTrades reading;

    OpenerController(NamingOpeners naming, ReadingTrades reading) {
        this.naming = naming;
        this.reading = reading;
    }

    @Needs(Permission.TENDER_WRITE)
    @GetMapping
    Candidates candidates(@PathVariable String code, Caller caller) {
        return new Candidates(naming.candidates(reading.get(code, caller)));
    }
}
