package org.mingjian.ops.web;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.mingjian.ops.DataFolder;
import org.mingjian.ops.StartNote;
import org.mingjian.ops.Tier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** What whoever started the platform sees when it answers: addresses, where the data is, and the modules' notes. */
@Component
class StartNotice {

    private final Environment environment;
    private final DataFolder data;
    private final Tier tier;
    private final ObjectProvider<StartNote> notes;

    StartNotice(Environment environment, DataFolder data, Tier tier, ObjectProvider<StartNote> notes) {
        this.environment = environment;
        this.data = data;
        this.tier = tier;
        this.notes = notes;
    }

    @EventListener
    void started(ApplicationReadyEvent event) {
        String port = environment.getProperty("local.server.port");
        if (port == null || environment.matchesProfiles("test")) {
            return;
        }
        String address = "http://localhost:" + port;
        List<String> lines = new ArrayList<>();
        lines.add("");
        Duration taken = Objects.requireNonNullElse(event.getTimeTaken(), Duration.ZERO);
        lines.add("明鉴 Mingjian is ready after " + taken.toMillis() / 100 / 10.0 + " s ("
                + String.join(", ", environment.getActiveProfiles()) + ")");
        lines.add("  层级 tier        " + tier.title() + " " + tier.option());
        lines.add("  门户 portal      " + address + "/");
        lines.add("  工作台 workbench  " + address + "/desk/");
        lines.add("  日志 log         " + address + "/log/checkpoint");
        lines.add("  数据 data        " + data.path());
        notes.orderedStream().forEach(note -> lines.addAll(note.lines()));
        lines.add("Ctrl-C stops everything.");
        System.out.println(String.join(System.lineSeparator(), lines));
        System.out.flush();
    }
}
