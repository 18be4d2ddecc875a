package org.mingjian.ops;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;

/** Finds a taken port before the database is started, in milliseconds instead of at the end of the start. */
final class PortCheck implements ApplicationListener<ApplicationEnvironmentPreparedEvent> {

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
        Environment environment = event.getEnvironment();
        int port = environment.getProperty("server.port", Integer.class, 8080);
        boolean web = !"none".equals(environment.getProperty("spring.main.web-application-type"));
        if (web && port > 0) {
            try (ServerSocket socket = new ServerSocket()) {
                socket.setReuseAddress(true);
                socket.bind(new InetSocketAddress(port));
            } catch (IOException e) {
                throw new StartRefused(taken(port), e);
            }
        }
    }

    static String taken(int port) {
        return "Port " + port + " is taken or not allowed: stop what uses it, or choose another with --port.";
    }
}
