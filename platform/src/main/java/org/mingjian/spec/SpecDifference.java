package org.mingjian.spec;

import java.util.ArrayList;
import java.util.List;

/**
 * What changes from one version of the specification to another.
 *
 * @param changes by dataset, in the order of the specification
 */
public record SpecDifference(Specification from, Specification to, List<Change> changes) {

    /** How a field changed. */
    public enum Kind {
        ADDED("新增"),
        DROPPED("取消"),
        NOW_MUST("改为必填"),
        NO_LONGER_MUST("改为选填");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    public record Change(Dataset dataset, Field field, Kind kind) {}

    public static SpecDifference between(Specification from, Specification to) {
        List<Change> changes = new ArrayList<>();
        for (Dataset dataset : to.datasets().values()) {
            for (Field field : dataset.fields()) {
                boolean before = asked(from, dataset, field);
                boolean after = asked(to, dataset, field);
                if (before != after) {
                    changes.add(new Change(dataset, field, after ? Kind.ADDED : Kind.DROPPED));
                } else if (after && from.asksFor(field) != to.asksFor(field)) {
                    changes.add(new Change(dataset, field, to.asksFor(field) ? Kind.NOW_MUST : Kind.NO_LONGER_MUST));
                }
            }
        }
        return new SpecDifference(from, to, List.copyOf(changes));
    }

    /** A dataset that only a province has is no part of the nation's version, whatever its fields say. */
    private static boolean asked(Specification version, Dataset dataset, Field field) {
        return version.levels().contains(dataset.level()) && version.has(field);
    }
}
