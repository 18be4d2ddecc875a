package org.mingjian.party.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mingjian.kernel.FieldProblem;
import org.mingjian.party.FieldClass;

/**
 * A form of the register, as data.
 *
 * @param many false when a subject has one at most
 */
public record Form(String form, String title, boolean many, List<Field> fields) {

    /**
     * A field of a form.
     *
     * @param spec field of the national data specification, if it fills one
     * @param mask name of the mask, for personal and secret fields
     */
    public record Field(
            String name,
            String title,
            @Nullable String spec,
            FieldClass kind,
            boolean required,
            int longest,
            @Nullable String pattern,
            @Nullable String mask) {}

    public Optional<Field> field(String name) {
        return fields.stream().filter(field -> field.name().equals(name)).findFirst();
    }

    /** Everything that is wrong with what was typed. */
    public List<FieldProblem> problems(Map<String, String> values) {
        List<FieldProblem> problems = new ArrayList<>();
        for (String name : values.keySet()) {
            if (field(name).isEmpty()) {
                problems.add(new FieldProblem(name, "UNKNOWN_FIELD", "这张表没有此项；已知的内容不再填报"));
            }
        }
        for (Field field : fields) {
            String value = values.getOrDefault(field.name(), "").strip();
            if (value.isEmpty()) {
                if (field.required()) {
                    problems.add(new FieldProblem(field.name(), "REQUIRED", "请填写" + field.title()));
                }
            } else if (value.length() > field.longest()) {
                problems.add(new FieldProblem(field.name(), "TOO_LONG", "至多 " + field.longest() + " 字"));
            } else if (field.pattern() != null && !Pattern.matches(field.pattern(), value)) {
                problems.add(new FieldProblem(field.name(), "SHAPE", field.title() + "的写法不对"));
            }
        }
        return List.copyOf(problems);
    }
}
