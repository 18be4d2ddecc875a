package org.mingjian.portal.app;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.mingjian.portal.app.Lines.NoticeLine;
import org.mingjian.portal.app.Lines.TradeLine;
import org.mingjian.portal.domain.InfoType;
import org.mingjian.portal.store.PortalQueries;
import org.mingjian.portal.store.PortalQueries.MonthCount;
import org.mingjian.tender.TradeState;
import org.springframework.stereotype.Service;

/** 首页. */
@Service
public class ShowingHome {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final int ROWS = 6;
    private static final List<InfoType> LATEST = List.of(
            InfoType.NOTICE,
            InfoType.CLARIFICATION,
            InfoType.OPENING,
            InfoType.CANDIDATES,
            InfoType.RESULT,
            InfoType.CONTRACT);

    /** Today's figures, by server time. */
    public record Today(long announced, long opening, long candidates, long results, long trades) {}

    public record Latest(String type, String title, List<NoticeLine> notices, String href) {}

    /** @param month {@code 2026-03} */
    public record Month(String month, long notices, long results) {}

    /** @param position facts in the log when this was read */
    public record Home(
            Instant at,
            Today today,
            List<TradeLine> opening,
            List<TradeLine> closing,
            List<Latest> latest,
            List<NoticeLine> plans,
            List<Month> year,
            long position) {

        public long mostOfYear() {
            return year.stream()
                    .mapToLong(month -> Math.max(month.notices(), month.results()))
                    .max()
                    .orElse(0);
        }
    }

    private final PortalQueries queries;
    private final Lines lines;

    ShowingHome(PortalQueries queries, Lines lines) {
        this.queries = queries;
        this.lines = lines;
    }

    public Home show() {
        Instant now = lines.now();
        return new Home(
                now,
                today(now),
                queries.tradesIn(TradeState.OPENING, Instant.EPOCH, ROWS).stream()
                        .map(lines::of)
                        .toList(),
                queries.tradesIn(TradeState.BIDDING, now, ROWS).stream()
                        .map(lines::of)
                        .toList(),
                LATEST.stream().map(this::latest).toList(),
                notices(InfoType.PLAN),
                year(now),
                queries.horizon().position());
    }

    private Today today(Instant now) {
        LocalDate day = LocalDate.ofInstant(now, ZONE);
        Instant from = day.atStartOfDay(ZONE).toInstant();
        Instant to = day.plusDays(1).atStartOfDay(ZONE).toInstant();
        return new Today(
                queries.countNotices(InfoType.NOTICE, from, to),
                queries.countDeadlines(from, to),
                queries.countNotices(InfoType.CANDIDATES, from, to),
                queries.countNotices(InfoType.RESULT, from, to),
                queries.countTrades());
    }

    private Latest latest(InfoType type) {
        return new Latest(type.key(), type.title(), notices(type), "/notices?type=" + type.key());
    }

    private List<NoticeLine> notices(InfoType type) {
        return queries.latest(type, ROWS).stream().map(lines::of).toList();
    }

    /** Twelve months with the current one last; a month without notices is a nought, not a gap. */
    private List<Month> year(Instant now) {
        YearMonth current = YearMonth.from(LocalDate.ofInstant(now, ZONE));
        List<MonthCount> counts = queries.months(
                current.minusMonths(11).atDay(1).atStartOfDay(ZONE).toInstant());
        List<Month> months = new ArrayList<>();
        for (int back = 11; back >= 0; back--) {
            String month = current.minusMonths(back).toString();
            months.add(new Month(month, count(counts, month, InfoType.NOTICE), count(counts, month, InfoType.RESULT)));
        }
        return months;
    }

    private static long count(List<MonthCount> counts, String month, InfoType type) {
        return counts.stream()
                .filter(count -> count.month().equals(month) && count.type().equals(type.name()))
                .mapToLong(MonthCount::count)
                .sum();
    }
}
