package org.mingjian.spec;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mingjian.kernel.FieldProblem;

/**
 * Fields of this platform's forms that become fields of the specification; {@code rules/spec/forms.yaml}. What the
 * nation would refuse is said where it is typed, and refused at the door with the same words.
 */
public interface FormFields {

    /** A field of a form as it will be reported. */
    record Asked(String dataset, String field, String name) {}

    /** By path of the field in the form, such as {@code notice.tenderer.phone}; empty for a form without any. */
    Map<String, Asked> of(String form);

    /** What the specification has against a form, at its fields; what was left empty is not its business. */
    List<FieldProblem> problems(String form, @Nullable Object typed);
}
