package org.mingjian.exchange.web;

import java.util.ArrayList;
import java.util.List;
import org.mingjian.exchange.app.ScoringMonths;
import org.mingjian.identity.Caller;
import org.mingjian.identity.Needs;
import org.mingjian.identity.Permission;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** 月度考核 with its derivation. */
@RestController
class ScoreController {

    private final ScoringMonths scoring;
    private final Sights sights;
    private final CsvFiles files;

    ScoreController(ScoringMonths scoring, Sights sights, CsvFiles files) {
        this.scoring = scoring;
        this.sights = sights;
        this.files = files;
    }

    /** @param month {@code 2026-11}; this month without it */
    @Needs(Permission.EXCHANGE_READ)
    @GetMapping("/api/exchange/score")
    ScoringMonths.Sheet score(
            @RequestParam(defaultValue = "") String month,
            @RequestParam(defaultValue = "sent") String side,
            @RequestParam(defaultValue = "real") String book,
            Caller caller) {
        return scoring.sheet(scoring.month(month), side.equals("received"), Sights.book(book), sights.reading(caller));
    }

    @Needs(Permission.EXCHANGE_READ)
    @GetMapping("/api/exchange/score.csv")
    ResponseEntity<byte[]> file(
            @RequestParam(defaultValue = "") String month,
            @RequestParam(defaultValue = "sent") String side,
            @RequestParam(defaultValue = "real") String book,
            Caller caller) {
        ScoringMonths.Sheet sheet = score(month, side, book, caller);
        List<String[]> rows = new ArrayList<>();
        sheet.sources().forEach(source -> source.score()
                .items()
                .forEach(item -> rows.add(new String[] {
                    sheet.month(),
                    source.source().isEmpty() ? "本平台" : source.source(),
                    source.frozen() ? "已封存" : "未封存",
                    source.score().score(),
                    item.code(),
                    item.title(),
                    "" + item.part(),
                    "" + item.whole(),
                    item.percent(),
                    item.goal(),
                    item.earned(),
                    item.points(),
                    item.basis(),
                    item.words()
                })));
        List<String> head = List.of("月份", "来源", "封存", "得分", "指标", "名称", "分子", "分母", "比率", "目标", "得", "满分", "依据", "推导");
        return files.answer(
                caller,
                new CsvFiles.Table("exchange.score", "score-" + sheet.month() + ".csv", head),
                rows,
                row -> row);
    }
}
