package org.mingjian.facts.app;

import org.mingjian.facts.Readers;
import org.mingjian.kernel.PlatformException;
import org.mingjian.ops.StartRefused;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.stereotype.Component;

/** {@code ./mingjian rebuild READER} when no platform runs on the data: rebuilds, says how far, and ends. */
@Component
@ConditionalOnProperty("mingjian.rebuild")
class RebuildingReader implements ApplicationRunner {

    private final Readers readers;
    private final String name;
    private final ConfigurableApplicationContext platform;

    RebuildingReader(
            Readers readers, @Value("${mingjian.rebuild}") String name, ConfigurableApplicationContext platform) {
        this.readers = readers;
        this.name = name;
        this.platform = platform;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        try {
            long position = readers.rebuild(name);
            System.out.println("{\"reader\":\"" + name + "\",\"position\":" + position + "}");
        } catch (PlatformException unknown) {
            throw new StartRefused("There is no reader " + name + "; there are " + readers.names() + ".", unknown);
        }
        platform.close();
    }
}
