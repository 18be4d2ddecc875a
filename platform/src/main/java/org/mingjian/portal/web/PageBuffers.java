package org.mingjian.portal.web;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/** A usual page leaves in one write to the socket; Tomcat's 8 KiB make six of it. */
@Component
class PageBuffers implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    private static final String BYTES = Integer.toString(48 * 1024);

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addConnectorCustomizers(connector -> connector.setProperty("socket.appWriteBufSize", BYTES));
    }
}
