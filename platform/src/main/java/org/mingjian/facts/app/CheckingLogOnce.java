package org.mingjian.facts.app;

import org.mingjian.facts.LogCheck;
import org.mingjian.ops.StartRefused;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Reads the whole log once when no platform runs on the data, prints what it found, and ends. */
@Component
@ConditionalOnProperty("mingjian.check-log")
class CheckingLogOnce implements ApplicationRunner {

    private final LogCheck log;
    private final JsonMapper json;
    private final ConfigurableApplicationContext platform;

    CheckingLogOnce(LogCheck log, JsonMapper json, ConfigurableApplicationContext platform) {
        this.log = log;
        this.json = json;
        this.platform = platform;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        LogCheck.Report report = log.run();
        System.out.println(json.writeValueAsString(report));
        if (report.found() > 0) {
            throw new StartRefused("The log does not fit together in " + report.found() + " places.");
        }
        platform.close();
    }
}
