package org.mingjian.portal.web;

import java.util.ArrayList;
import java.util.List;
import org.mingjian.portal.app.ShowingHome.Month;

/**
 * Bars of twelve months, from nought, with a round highest line; every bar carries its figure.
 *
 * @param top the figure of the highest line
 */
public record Chart(List<Bar> bars, long top, List<Tick> ticks, List<Month> months) {

    static final int WIDTH = 560;
    static final int HEIGHT = 180;
    static final int LEFT = 40;
    private static final int SLOT = (WIDTH - LEFT) / 12;

    /** @param kind {@code notices} or {@code results} */
    public record Bar(String kind, int x, int y, int width, int height) {}

    public record Tick(long value, int y) {}

    public static Chart of(List<Month> months) {
        long most = months.stream()
                .mapToLong(month -> Math.max(month.notices(), month.results()))
                .max()
                .orElse(0);
        long top = round(most);
        List<Bar> bars = new ArrayList<>();
        for (int i = 0; i < months.size(); i++) {
            int x = LEFT + i * SLOT;
            bars.add(bar("notices", x + 6, months.get(i).notices(), top));
            bars.add(bar("results", x + 6 + 15, months.get(i).results(), top));
        }
        return new Chart(
                bars, top, List.of(new Tick(0, HEIGHT), new Tick(top / 2, HEIGHT / 2), new Tick(top, 0)), months);
    }

    private static Bar bar(String kind, int x, long value, long top) {
        int height = (int) (value * HEIGHT / top);
        return new Bar(kind, x, HEIGHT - height, 14, value > 0 ? Math.max(height, 1) : 0);
    }

    /** The next even number of the form 1, 2, 5 × 10ⁿ that is not below. */
    private static long round(long most) {
        for (long unit = 1; ; unit *= 10) {
            for (long step : new long[] {2, 4, 10}) {
                if (step * unit >= most) {
                    return step * unit;
                }
            }
        }
    }

    public int middle(int month) {
        return LEFT + month * SLOT + SLOT / 2;
    }

    public int width() {
        return WIDTH;
    }

    public int height() {
        return HEIGHT;
    }

    public int left() {
        return LEFT;
    }
}
