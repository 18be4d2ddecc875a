package org.mingjian.protection.app;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.stream.Collectors;
import org.mingjian.protection.Leaks;
import org.mingjian.protection.OutputGuard;
import org.springframework.stereotype.Component;

/** A page that the guard changed or stopped is a bug somewhere: the security administrator learns of it. */
@Component
class ReportingLeaks implements Leaks {

    private final RecordingLooks looks;
    private final Cache<String, Boolean> reported = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofHours(1))
            .build();

    ReportingLeaks(RecordingLooks looks) {
        this.looks = looks;
    }

    @Override
    public void stopped(String page, OutputGuard.Passed passed) {
        String why = passed.findings().stream()
                .map(finding -> switch (finding.kind()) {
                    case ID_NUMBER -> "身份证件号码";
                    case PHONE -> "手机号码";
                    case LONG_LIST -> "超过评标委员会人数的名单";
                })
                .distinct()
                .collect(Collectors.joining("、"));
        if (reported.asMap().putIfAbsent(page + why, true) != null) {
            return; // a page is rendered every few seconds; one report an hour is enough
        }
        looks.leak(page, "公开页面含" + why + (passed.stopped() ? "，已拦下" : "，已遮盖"));
    }
}
