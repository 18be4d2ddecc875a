package org.mingjian.exchange.store;

import java.util.ArrayList;
import java.util.List;
import org.mingjian.identity.DataScope;
import org.mingjian.identity.Reach;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * How far a data officer sees, for the condition of every query: a city's officer does not even load what comes from
 * another city. A right that is narrowed to a department or a trade kind reaches no data of the exchange.
 *
 * @param regions regular expression over 行政区划代码
 * @param trades 统一交易标识码 that are seen wherever they lie
 * @param home region of what belongs to this node itself
 */
public record Sight(String regions, List<String> trades, String home) {

    private static final String OF_CODE = "substring(%s from '^[A-Z]([0-9]{6})[0-9]{4}$')";

    /** Joins for a row {@code o} with {@code origin} and {@code trade}. */
    static final String JOIN_SENT = " left join exchange.trade t on o.origin = '' and t.code = o.trade"
            + " left join exchange.source_region r on r.source = o.origin ";

    static final String REGION_SENT = "(case when o.origin = '' then coalesce(nullif(t.region, ''), :home)"
            + " else coalesce(r.region, " + OF_CODE.formatted("o.origin") + ", :home) end)";

    static final String SENT = " (" + REGION_SENT + " ~ :regions or o.trade = any(string_to_array(:trades, ' '))) ";

    /** Joins for a row {@code o} with {@code peer}. */
    static final String JOIN_RECEIVED = " left join exchange.source_region r on r.source = o.peer ";

    static final String REGION_RECEIVED = "(coalesce(r.region, " + OF_CODE.formatted("o.peer") + ", :home))";

    static final String RECEIVED = " (" + REGION_RECEIVED + " ~ :regions or :trades = '-') ";

    /** For a row {@code o} with {@code trade} only. */
    static final String JOIN_BUILT = " left join exchange.trade t on t.code = o.trade ";

    static final String BUILT =
            " (coalesce(nullif(t.region, ''), :home) ~ :regions" + " or o.trade = any(string_to_array(:trades, ' '))) ";

    public static Sight of(Reach reach, String home) {
        List<String> prefixes = new ArrayList<>();
        List<String> trades = new ArrayList<>();
        for (DataScope scope : reach.scopes()) {
            if (scope.department() != null || scope.tradeKind() != null) {
                continue;
            }
            if (scope.trade() == null) {
                prefixes.add(scope.region() == null ? "" : digits(scope.region()));
            } else if (scope.region() == null) {
                trades.add(scope.trade());
            }
        }
        // A letter that no region has: nothing is seen.
        String regions = prefixes.isEmpty() ? "^x" : "^(" + String.join("|", prefixes) + ")";
        return new Sight(regions, List.copyOf(trades), home);
    }

    /** The whole node with all that is below it, for the platform's own look. */
    public static Sight everything(String home) {
        return new Sight("^", List.of(), home);
    }

    /** Whether a region is seen. */
    public boolean covers(String region) {
        return java.util.regex.Pattern.compile(regions).matcher(region).find();
    }

    /** The whole node with all that is below it. */
    public boolean coversHome() {
        return covers(home) && covers(DataScope.prefix(home));
    }

    private static String digits(String prefix) {
        return prefix.replaceAll("\\D", "");
    }

    StatementSpec bind(StatementSpec statement) {
        return statement
                .param("regions", regions)
                .param("trades", String.join(" ", trades))
                .param("home", home);
    }
}
