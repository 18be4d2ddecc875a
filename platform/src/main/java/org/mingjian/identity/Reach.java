package org.mingjian.identity;

import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/**
 * How far a caller's rights for one permission reach, for the condition of a query: a list must not even load what is
 * outside.
 *
 * @param scopes any one of them suffices; none reaches nothing
 */
public record Reach(List<DataScope> scopes) {

    public static final Reach EVERYTHING = new Reach(List.of(DataScope.EVERYTHING));

    public boolean covers(Place place) {
        return scopes.stream().anyMatch(scope -> scope.covers(place));
    }

    public boolean isEverything() {
        return scopes.contains(DataScope.EVERYTHING);
    }

    /**
     * The value of the parameter {@code :reach} of {@link #condition}.
     *
     * @return JSON text
     */
    public String parameter() {
        return JsonMapper.shared().writeValueAsString(scopes);
    }

    /**
     * An SQL condition with one text parameter {@code :reach}. The arguments are expressions of the query, never input;
     * a column named {@code region} or {@code trade} needs its table before it.
     *
     * @param region expression for the six-digit 行政区划代码
     * @param kind expression for the trade kind
     * @param trade expression for the 统一交易标识码
     * @param organisation expression for the uuid of whose business it is
     */
    public static String condition(String region, String kind, String trade, String organisation) {
        return " exists (select 1 from jsonb_to_recordset(cast(:reach as jsonb)) as reach(\"region\" text,"
                + " \"tradeKind\" text, \"trade\" text, \"department\" uuid, \"departments\" uuid[])"
                + " where (reach.\"region\" is null or " + region + " like reach.\"region\" || '%')"
                + " and (reach.\"tradeKind\" is null or " + kind + " = reach.\"tradeKind\")"
                + " and (reach.\"trade\" is null or " + trade + " = reach.\"trade\")"
                + " and (reach.\"department\" is null or " + organisation + " = any(reach.\"departments\"))) ";
    }
}
