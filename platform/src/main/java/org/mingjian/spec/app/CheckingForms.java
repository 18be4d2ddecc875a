package org.mingjian.spec.app;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mingjian.kernel.FieldProblem;
import org.mingjian.spec.Checks;
import org.mingjian.spec.FormFields;
import org.mingjian.spec.Problem;
import org.mingjian.spec.Specification;
import org.mingjian.spec.Specifications;
import org.mingjian.spec.store.FormLines;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Checks the fields of forms by the national version. */
@Service
class CheckingForms implements FormFields {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Map<String, Map<String, Asked>> forms;
    private final Checks checks;
    /** Regions of province 99 are for test data, which only a platform in production has no business with. */
    private final boolean madeUp;

    CheckingForms(Specifications specifications, Environment environment) {
        Specification national = specifications.national();
        this.forms = FormLines.read(national);
        this.checks = specifications.checksOf(national);
        this.madeUp = !environment.acceptsProfiles(Profiles.of("production"));
    }

    @Override
    public Map<String, Asked> of(String form) {
        return forms.getOrDefault(form, Map.of());
    }

    @Override
    public List<FieldProblem> problems(String form, @Nullable Object typed) {
        JsonNode tree = JSON.valueToTree(typed);
        Map<String, FieldProblem> found = new LinkedHashMap<>();
        of(form).forEach((path, asked) -> {
            JsonNode node = tree;
            for (String name : path.split("\\.")) {
                node = node.path(name);
            }
            String value = node.isValueNode() ? node.asString("").strip() : "";
            if (!value.isEmpty()) {
                for (Problem problem : checks.checkField(asked.dataset(), asked.field(), value)) {
                    if (!(madeUp && problem.rule().equals("field.region") && value.matches("99\\d{4}"))) {
                        found.putIfAbsent(path, new FieldProblem(path, "SPECIFICATION", problem.message()));
                    }
                }
            }
        });
        return List.copyOf(found.values());
    }
}
