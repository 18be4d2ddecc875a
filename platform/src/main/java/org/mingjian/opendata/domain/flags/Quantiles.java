package org.mingjian.opendata.domain.flags;

import java.util.Arrays;
import java.util.Collection;

/**
 * Quantiles 分位数 of what was observed, estimated as Cardinal does: number 8 of Hyndman and Fan, that is
 * h = (n + 1/3)·τ + 1/3 with linear interpolation between the neighbours of h.
 */
final class Quantiles {

    private final double[] sorted;

    private Quantiles(double[] sorted) {
        this.sorted = sorted;
    }

    static Quantiles of(Collection<Double> values) {
        double[] all = values.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(all);
        return new Quantiles(all);
    }

    /** Not a number when nothing was observed. */
    double at(double tau) {
        int n = sorted.length;
        if (n == 0 || tau < 0 || tau > 1) {
            return Double.NaN;
        }
        double h = (n + 1.0 / 3.0) * tau + 1.0 / 3.0;
        int below = (int) h;
        if (below <= 0 || tau == 0) {
            return sorted[0];
        }
        if (below >= n || tau == 1) {
            return sorted[n - 1];
        }
        double a = sorted[below - 1];
        return a + (h - below) * (sorted[below] - a);
    }

    double first() {
        return at(0.25);
    }

    double third() {
        return at(0.75);
    }

    /** Q1 − 1.5 · IQR: what is not above it is a low outlier. */
    double lowerFence() {
        return Math.fma(third() - first(), -1.5, first());
    }

    /** Q3 + 1.5 · IQR: what is not below it is a high outlier. */
    double upperFence() {
        return Math.fma(third() - first(), 1.5, third());
    }
}
