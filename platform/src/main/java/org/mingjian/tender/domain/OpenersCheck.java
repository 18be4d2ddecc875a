package org.mingjian.tender.domain;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.mingjian.kernel.FieldProblem;
import org.mingjian.tender.Openers;
import org.mingjian.tender.Openers.Opener;

/** What does not fit together in a list of openers, before anybody's certificate is looked at. */
public final class OpenersCheck {

    private static final Set<String> KINDS = Set.of("tenderer", Openers.PLATFORM, "supervisor", "witness");
    private static final int LONGEST_REMEDY = 24 * 60;

    private OpenersCheck() {}

    /** {@code openers} may come straight from a request with anything missing. */
    public static List<FieldProblem> of(Openers openers) {
        List<FieldProblem> problems = new ArrayList<>();
        List<Opener> members = openers.members();
        if (members == null || members.size() < 2 || members.size() > Openers.MOST) {
            problems.add(new FieldProblem("terms.openers.members", "OUT_OF_RANGE", "开启人应为 2 至 16 个"));
            return problems;
        }
        if (openers.threshold() < 2 || openers.threshold() > members.size()) {
            problems.add(new FieldProblem("terms.openers.threshold", "OUT_OF_RANGE", "开启所需份数应为 2 至开启人数"));
        }
        if (openers.remedyMinutes() < 1 || openers.remedyMinutes() > LONGEST_REMEDY) {
            problems.add(new FieldProblem("terms.openers.remedyMinutes", "OUT_OF_RANGE", "补救时限应为 1 至 1440 分钟"));
        }
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < members.size(); i++) {
            Opener member = members.get(i);
            String field = "terms.openers.members[" + i + "]";
            if (member == null || member.kind() == null || !KINDS.contains(member.kind())) {
                problems.add(new FieldProblem(field + ".kind", "UNKNOWN", "开启人为招标人、交易平台、行政监督或见证"));
            } else if (!member.kind().equals(Openers.PLATFORM)
                    && (member.serial() == null || member.serial().isBlank())) {
                problems.add(new FieldProblem(field + ".serial", "REQUIRED", "请选择开启人的证书"));
            } else if (!seen.add(member.kind().equals(Openers.PLATFORM) ? Openers.PLATFORM : member.serial())) {
                problems.add(new FieldProblem(field, "REPEATED", "同一开启人只能有一份"));
            }
        }
        return problems;
    }
}
