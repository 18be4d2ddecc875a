package org.mingjian.portal.web;

import java.util.List;
import java.util.Map;

/**
 * A page about to be rendered: its template and its model, which is also its JSON twin.
 *
 * @param json address of the JSON twin; empty for a page without one
 * @param refresh see {@link Frame}
 * @param extra further template parameters that the twin does not need
 */
record View(
        String template,
        String title,
        List<Frame.Crumb> crumbs,
        Object model,
        String json,
        int refresh,
        Map<String, Object> extra) {

    static View of(String template, String title, Object model, Frame.Crumb... crumbs) {
        return new View(template, title, List.of(crumbs), model, "", 0, Map.of());
    }

    View twin(String address) {
        return new View(template, title, crumbs, model, address, refresh, extra);
    }

    View refreshing(int seconds) {
        return new View(template, title, crumbs, model, json, seconds, extra);
    }

    View with(Map<String, Object> parameters) {
        return new View(template, title, crumbs, model, json, refresh, parameters);
    }
}
