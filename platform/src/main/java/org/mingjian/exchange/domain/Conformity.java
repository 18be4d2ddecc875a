package org.mingjian.exchange.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.mingjian.spec.DataRecord;

/** 符合性: judges a rehearsal by what came through the test lane, and by nothing that anybody says of it. */
public final class Conformity {

    private static final String ACCEPTED = "ACCEPTED";
    private static final String REFUSED = "REFUSED";
    private static final String SPECIFICATION = "《公共资源交易平台系统数据规范》";
    private static final String QUALITY = "运行管理办法 §8";
    private static final String REPAIR = "运行管理办法 §11";
    private static final String CHANNELS = "运行管理办法 §10";
    private static final String SAFETY = "运行管理办法 §19";

    private Conformity() {}

    /**
     * A record as it came.
     *
     * @param number on the test lane
     * @param state {@code RECEIVED}, {@code REFUSED} or {@code ACCEPTED}
     * @param rules the checks it failed
     */
    public record Arrival(long number, String dataset, String key, int op, String state, List<String> rules) {}

    /** What the records do not tell. */
    public enum What {
        REPEATED,
        HISTORY,
        FEEDBACK,
        SIGNATURE_WRONG,
        SIGNATURE_MENDED
    }

    /** @param detail the dataset, or the digest of what was sent */
    public record Note(What what, String detail) {}

    /** A dataset that was declared, with the checks (id and title) whose refusal it has to live through. */
    public record Declared(String dataset, String name, Map<String, String> kinds) {}

    /**
     * One thing that must be seen.
     *
     * @param dataset empty for what concerns the system as a whole
     * @param evidence where it was seen
     * @param missing what is not there and how to do it; empty when it passed
     */
    public record Point(
            String dataset, String name, String title, String basis, boolean passed, String evidence, String missing) {}

    public static List<Point> judge(List<Declared> declared, List<Arrival> arrivals, List<Note> notes) {
        List<Point> points = new ArrayList<>();
        for (Declared one : declared) {
            List<Arrival> of = arrivals.stream()
                    .filter(arrival -> arrival.dataset().equals(one.dataset()))
                    .toList();
            points.addAll(operations(one, of, notes));
            one.kinds().forEach((rule, title) -> points.add(kind(one, rule, title, of)));
        }
        points.addAll(whole(notes));
        return points;
    }

    private static List<Point> operations(Declared one, List<Arrival> of, List<Note> notes) {
        boolean repeated = notes.contains(new Note(What.REPEATED, one.dataset()));
        return List.of(
                seen(one, "新增一条合格的记录", SPECIFICATION, first(of, accepted(DataRecord.INSERT)), "没有新增（1）通过的记录"),
                seen(one, "修改已报的记录", SPECIFICATION, first(of, accepted(DataRecord.UPDATE)), "没有修改（2）通过的记录"),
                seen(one, "删除已报的记录", SPECIFICATION, first(of, accepted(DataRecord.DELETE)), "没有删除（3）通过的记录"),
                new Point(
                        one.dataset(),
                        one.name(),
                        "重复报送不重复入库",
                        QUALITY,
                        repeated,
                        repeated ? "同一条记录再次送来，按已有的序号回答" : "",
                        repeated ? "" : "没有把一条已通过的记录原样再送一次"));
    }

    private static Point seen(Declared one, String title, String basis, Optional<Arrival> found, String missing) {
        return new Point(
                one.dataset(),
                one.name(),
                title,
                basis,
                found.isPresent(),
                found.map(Conformity::shown).orElse(""),
                found.isPresent() ? "" : missing);
    }

    private static Point kind(Declared one, String rule, String title, List<Arrival> of) {
        Optional<Arrival> refused = Optional.empty();
        Optional<Arrival> mended = Optional.empty();
        for (Arrival arrival : of) {
            if (arrival.state().equals(REFUSED) && arrival.rules().contains(rule)) {
                refused = Optional.of(arrival);
                mended = first(
                        of,
                        later -> later.number() > arrival.number()
                                && later.key().equals(arrival.key())
                                && later.state().equals(ACCEPTED));
                if (mended.isPresent()) {
                    break;
                }
            }
        }
        String missing = refused.isEmpty()
                ? "没有送过一条违反“" + title + "”（" + rule + "）的记录"
                : mended.isEmpty() ? shown(refused.get()) + "已被退回，没有用同一主键改正后再报" : "";
        String evidence = refused.isPresent() && mended.isPresent()
                ? shown(refused.get()) + "退回，" + shown(mended.get()) + "改正后通过"
                : "";
        return new Point(one.dataset(), one.name(), "退回后改正：" + title, REPAIR, missing.isEmpty(), evidence, missing);
    }

    private static List<Point> whole(List<Note> notes) {
        Optional<Note> mended = notes.stream()
                .filter(note -> note.what() == What.SIGNATURE_MENDED)
                .findFirst();
        Optional<Note> history =
                notes.stream().filter(note -> note.what() == What.HISTORY).findFirst();
        boolean feedback = notes.stream().anyMatch(note -> note.what() == What.FEEDBACK);
        return List.of(
                new Point(
                        "",
                        "",
                        "签名不符被拒绝，改正后通过",
                        SAFETY,
                        mended.isPresent(),
                        mended.map(note -> "报文摘要" + note.detail()).orElse(""),
                        mended.isPresent() ? "" : "没有先用错的签名送一个报文（应被拒绝），再用对的签名送同一个报文"),
                new Point(
                        "",
                        "",
                        "历史数据带历史标识",
                        CHANNELS,
                        history.isPresent(),
                        history.map(note -> "数据集" + note.detail()).orElse(""),
                        history.isPresent() ? "" : "没有带历史标识（X-Mark: history）送来并通过的记录"),
                new Point(
                        "",
                        "",
                        "取走反馈",
                        REPAIR,
                        feedback,
                        feedback ? "已取过测试通道的反馈" : "",
                        feedback ? "" : "没有取过反馈（/exchange/doors/feedback?lane=TEST）"));
    }

    private static Predicate<Arrival> accepted(int op) {
        return arrival -> arrival.op() == op && arrival.state().equals(ACCEPTED);
    }

    private static Optional<Arrival> first(List<Arrival> of, Predicate<Arrival> wanted) {
        return of.stream().filter(wanted).findFirst();
    }

    private static String shown(Arrival arrival) {
        return "测试通道第" + arrival.number() + "条";
    }
}
