package org.mingjian.portal.web;

import java.time.Instant;
import java.util.List;
import org.mingjian.cosigner.Cosigners;

/**
 * What every page has around its content.
 *
 * @param path address of this page, for the switch of sizes and the JSON twin
 * @param section first part of the path, which the menu marks
 * @param refresh seconds after which a browser without script asks again; 0 for never
 * @param large true in 大字版
 * @param sandbox true where the data is for trying out
 * @param now server time of rendering
 * @param vouching how the log stood with its co-signers then
 */
public record Frame(
        String site,
        String title,
        String path,
        String section,
        List<Crumb> crumbs,
        String json,
        int refresh,
        boolean large,
        boolean sandbox,
        Instant now,
        Cosigners.Standing vouching,
        String assets) {

    public record Crumb(String title, String href) {}
}
