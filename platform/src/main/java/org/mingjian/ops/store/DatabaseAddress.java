package org.mingjian.ops.store;

import java.net.URI;
import java.net.URISyntaxException;
import org.mingjian.ops.StartRefused;

/**
 * The address of an outside PostgreSQL: {@code jdbc:postgresql://…} or {@code postgresql://user:password@host/name}.
 */
record DatabaseAddress(String jdbcUrl, String user, String password) {

    static DatabaseAddress of(String url, String user, String password) {
        if (url.startsWith("jdbc:postgresql:")) {
            return new DatabaseAddress(url, user, password);
        }
        if (!url.startsWith("postgresql://") && !url.startsWith("postgres://")) {
            throw new StartRefused("The database address " + url
                    + " is not understood: write postgresql://user:password@host:5432/name after --db.");
        }
        try {
            URI uri = new URI(url);
            String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
            int port = uri.getPort() < 0 ? 5432 : uri.getPort();
            String jdbc = "jdbc:postgresql://" + uri.getHost() + ":" + port + uri.getRawPath() + query;
            String login = uri.getUserInfo() == null ? "" : uri.getUserInfo();
            int colon = login.indexOf(':');
            String name = colon < 0 ? login : login.substring(0, colon);
            String secret = colon < 0 ? "" : login.substring(colon + 1);
            return new DatabaseAddress(jdbc, name.isEmpty() ? user : name, secret.isEmpty() ? password : secret);
        } catch (URISyntaxException e) {
            throw new StartRefused("The database address after --db is not understood: " + e.getReason() + ".", e);
        }
    }
}
