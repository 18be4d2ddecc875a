package org.mingjian.exchange.app;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.mingjian.exchange.Availability;
import org.mingjian.exchange.Availability.Stretch;
import org.mingjian.exchange.ReportedOutages;
import org.mingjian.exchange.ReportedOutages.Part;
import org.mingjian.exchange.ReportedOutages.Reported;
import org.mingjian.exchange.domain.LinkCheck;
import org.mingjian.exchange.domain.Rates;
import org.mingjian.exchange.domain.ScoreModel.Indicator;
import org.mingjian.exchange.domain.ScoreModel.Measure;
import org.mingjian.exchange.store.BoardStore;
import org.mingjian.exchange.store.QualityRuleFiles;
import org.mingjian.exchange.store.Sight;
import org.springframework.stereotype.Service;

/** 可用率 by city from reported outages (KP-04 … KP-06), and the measured line to the upper node beside it. */
@Service
public class CountingAvailability {

    private static final int MOST_RUNS = 200;

    private final ReportedOutages outages;
    private final BoardStore boards;
    private final QualityRuleFiles rules;
    private final Node node;
    private final InstantSource clock;

    CountingAvailability(
            ReportedOutages outages, BoardStore boards, QualityRuleFiles rules, Node node, InstantSource clock) {
        this.outages = outages;
        this.boards = boards;
        this.rules = rules;
        this.node = node;
        this.clock = clock;
    }

    /**
     * What one part of a city's platform was available.
     *
     * @param goal percent, with {@code basis}; empty when no rule of today has one
     * @param words how it came about
     */
    public record Share(
            Part part,
            String title,
            Rates.Rate rate,
            String goal,
            String basis,
            boolean met,
            Availability counted,
            String words) {}

    /** @param region 行政区划代码 of a city, or of the node itself */
    public record City(String region, List<String> nodes, List<Share> shares) {}

    /**
     * The line to the upper node.
     *
     * @param measured minutes answered, of those asked
     * @param reported of this node's network
     */
    public record Line(Rates.Rate measured, Share reported, List<LinkCheck.Difference> differences) {}

    public record Sheet(Instant from, Instant until, List<City> cities, List<Line> line) {}

    /** Of each city that is seen; the line only for who sees the whole node. */
    public Sheet sheet(Instant from, Instant until, Sight sight) {
        List<Reported> all = outages.between(from, until);
        Map<String, TreeSet<String>> cities = new TreeMap<>();
        if (sight.coversHome()) {
            nodes(cities, node.region()).add(node.code());
        }
        boards.sources(sight).stream()
                .filter(source -> isNode(source.code()))
                .forEach(source -> nodes(cities, source.region()).add(source.code()));
        all.stream().filter(one -> sight.covers(one.region())).forEach(one -> nodes(cities, one.region())
                .add(one.node()));
        List<City> counted = new ArrayList<>();
        cities.forEach((city, nodes) -> {
            List<Reported> mine =
                    all.stream().filter(one -> city(one.region()).equals(city)).toList();
            counted.add(new City(city, List.copyOf(nodes), shares(mine, from, until)));
        });
        return new Sheet(from, until, counted, sight.coversHome() ? List.of(line(all, from, until)) : List.of());
    }

    private static TreeSet<String> nodes(Map<String, TreeSet<String>> cities, String region) {
        return cities.computeIfAbsent(city(region), name -> new TreeSet<>());
    }

    /** 地级: four digits; what belongs to the province or the nation stays as it is. */
    private static String city(String region) {
        return region.length() == 6 ? region.substring(0, 4) + "00" : region;
    }

    static boolean isNode(String code) {
        return code.matches("[A-Z]\\d{10}");
    }

    private List<Share> shares(List<Reported> mine, Instant from, Instant until) {
        return Arrays.stream(Part.values())
                .map(part -> share(part, mine, from, until))
                .toList();
    }

    private Share share(Part part, List<Reported> mine, Instant from, Instant until) {
        Instant now = clock.instant();
        Availability counted =
                Availability.of(mine.stream().filter(one -> one.part() == part).toList(), from, until, now);
        Rates.Rate rate = rate(counted);
        Indicator goal = rules.model(LocalDate.ofInstant(now, ScoringMonths.CHINA)).indicators().stream()
                .filter(one -> one.measure() == measure(part))
                .findFirst()
                .orElse(null);
        return new Share(
                part,
                part.title(),
                rate,
                goal == null ? "" : goal.goal().toPlainString(),
                goal == null ? "" : goal.basis(),
                goal == null || goal.isMetBy(rate),
                counted,
                counted.words());
    }

    private static Rates.Rate rate(Availability counted) {
        return new Rates.Rate(counted.whole() - counted.lost(), counted.whole());
    }

    static Measure measure(Part part) {
        return switch (part) {
            case FRONT_END -> Measure.REACHED;
            case SYSTEM -> Measure.SYSTEM;
            case NETWORK -> Measure.NETWORK;
        };
    }

    private Line line(List<Reported> all, Instant from, Instant until) {
        List<Reported> own =
                all.stream().filter(one -> one.node().equals(node.code())).toList();
        Share reported = share(Part.NETWORK, own, from, until);
        List<Stretch> unanswered = boards.unanswered(from, until, LinkCheck.LEAST_MINUTES, MOST_RUNS);
        List<LinkCheck.Asked> told = reported.counted().stretches().stream()
                .map(one -> new LinkCheck.Asked(
                        one, measured(minute(one.from()), one.until()).part()))
                .toList();
        return new Line(measured(from, until), reported, LinkCheck.differences(unanswered, told));
    }

    /** An outage that begins within a minute leaves that minute to whoever answered before it. */
    private static Instant minute(Instant from) {
        Instant whole = from.truncatedTo(ChronoUnit.MINUTES);
        return whole.equals(from) ? from : whole.plus(1, ChronoUnit.MINUTES);
    }

    /** Minutes in which the upper node answered, of those in which it was asked. */
    Rates.Rate measured(Instant from, Instant until) {
        List<BoardStore.ReachDay> days = boards.reach(from, until);
        return new Rates.Rate(
                days.stream().mapToLong(BoardStore.ReachDay::good).sum(),
                days.stream().mapToLong(BoardStore.ReachDay::asked).sum());
    }

    /** What a node and its part were available, with the outages that count. */
    record OfNode(Availability counted, List<Reported> outages) {
        Rates.Rate rate() {
            return CountingAvailability.rate(counted);
        }
    }

    OfNode ofNode(String code, Part part, Instant from, Instant until) {
        List<Reported> mine = outages.between(from, until).stream()
                .filter(one -> one.node().equals(code) && one.part() == part)
                .toList();
        return new OfNode(Availability.of(mine, from, until, clock.instant()), mine);
    }
}
