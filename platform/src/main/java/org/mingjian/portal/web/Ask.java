package org.mingjian.portal.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * What is asked for, as far as the answer depends on it; the key of the page cache.
 *
 * @param query raw, empty when there is none
 */
record Ask(String path, String query, boolean json, boolean large) {

    static final String LARGE = "mj_large";

    static Ask of(HttpServletRequest request) {
        String query = request.getQueryString();
        String accept = request.getHeader("Accept");
        boolean json = request.getRequestURI().endsWith(".json")
                || accept != null && accept.contains("application/json") && !accept.contains("text/html");
        return new Ask(request.getRequestURI(), query == null ? "" : query, json, large(request.getCookies()));
    }

    private static boolean large(Cookie @Nullable [] cookies) {
        if (cookies != null) {
            for (Cookie cookie : cookies) {
                if (cookie.getName().equals(LARGE)) {
                    return cookie.getValue().equals("1");
                }
            }
        }
        return false;
    }

    String address() {
        return query.isEmpty() ? path : path + "?" + query;
    }
}
