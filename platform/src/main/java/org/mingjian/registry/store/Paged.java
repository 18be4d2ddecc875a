package org.mingjian.registry.store;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Rows of one table that meet a condition: a page of them, and how many there are.
 *
 * @param from {@code from … where …} with named parameters
 */
record Paged(JdbcClient sql, String from, Map<String, @Nullable Object> parameters) {

    /** @param page from 0; {@code order} must name every row apart */
    <T> List<T> page(String columns, String order, int page, int size, RowMapper<T> row) {
        return sql.sql("select " + columns + from + " order by " + order + " limit :size offset :offset")
                .params(parameters)
                .param("size", size)
                .param("offset", (long) page * size)
                .query(row)
                .list();
    }

    long count() {
        return sql.sql("select count(*)" + from)
                .params(parameters)
                .query(Long.class)
                .single();
    }
}
