package org.mingjian.bench;

import java.util.List;
import java.util.Map;

/**
 * What a measurement found.
 *
 * @param ours our figure, in the unit that the notes name
 * @param limit the peer's figure in the same unit, measured in the same run
 * @param ratio ours over limit; 0 when the peer is not on this machine
 * @param growth exponent of cost over size, 1.0 = linear; 0 where sizes are not sizes of work
 */
record Measured(
        String bench,
        double ours,
        double limit,
        double ratio,
        List<Size> sizes,
        double growth,
        Map<String, Object> notes) {

    /** One size and its figure. */
    record Size(long n, double ours) {}
}
