package org.mingjian.bench;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.mingjian.protection.OutputGuard;

/** The guard before public output: milliseconds for a notice of 200 KB; goal 5 ms. */
final class GuardBench implements Bench.Measurement {

    private static final double GOAL = 5;
    private static final int KILOBYTES = 200;
    private static final String PARAGRAPH = "第一章 招标公告 1.1 项目编号A01-91990100MA00000C59-20261121-000001，"
            + "预算12345678.90元，联系电话0351-1234567，开标时间2026年12月1日9时30分。<table><tr><td>1</td></tr></table>";

    @Override
    public Measured run(String[] arguments) {
        List<Measured.Size> sizes = new ArrayList<>();
        for (int kilobytes : List.of(20, KILOBYTES, 2_000)) {
            sizes.add(new Measured.Size(kilobytes, median(kilobytes)));
        }
        double first = sizes.getFirst().ours();
        double last = sizes.getLast().ours();
        double ours = sizes.get(1).ours();
        return new Measured(
                "guard",
                ours,
                GOAL,
                ours / GOAL,
                sizes,
                Math.log(last / first) / Math.log(100),
                Map.of("unit", "ms, median of 200 after warming", "size", "KB", "limit", "the goal, no peer"));
    }

    private static double median(int kilobytes) {
        int times = kilobytes * 1024 / PARAGRAPH.getBytes(StandardCharsets.UTF_8).length + 1;
        byte[] page = PARAGRAPH.repeat(times).getBytes(StandardCharsets.UTF_8);
        double[] took = new double[200];
        for (int i = -100; i < took.length; i++) {
            long began = System.nanoTime();
            if (!OutputGuard.pass(page).findings().isEmpty()) {
                throw new IllegalStateException("the guard found something in a clean notice");
            }
            if (i >= 0) {
                took[i] = (System.nanoTime() - began) / 1e6;
            }
        }
        Arrays.sort(took);
        return took[took.length / 2];
    }
}
