package org.mingjian.ops;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** How much memory this machine or container has. */
final class ServerMemory {

    private ServerMemory() {}

    static long megabytes() {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return system.getTotalMemorySize() >> 20;
    }
}
