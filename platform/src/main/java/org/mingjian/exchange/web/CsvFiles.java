package org.mingjian.exchange.web;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.mingjian.identity.Caller;
import org.mingjian.protection.Looks;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/**
 * A table as a file that spreadsheets open: UTF-8 with its mark, and no cell that would be taken for a formula. Who
 * took which table with how many rows is noted.
 */
@Component
class CsvFiles {

    private final Looks looks;

    CsvFiles(Looks looks) {
        this.looks = looks;
    }

    /** @param what is noted of who takes it; {@code name} of the file */
    record Table(String what, String name, List<String> head) {}

    <T> ResponseEntity<byte[]> answer(Caller caller, Table table, List<T> rows, Function<T, String[]> cells) {
        looks.export(caller, table.what(), rows.size());
        StringBuilder text =
                new StringBuilder("\uFEFF").append(line(table.head().toArray(String[]::new)));
        rows.forEach(row -> text.append(line(cells.apply(row))));
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(table.name())
                                .build()
                                .toString())
                .body(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String line(String... cells) {
        return Arrays.stream(cells).map(CsvFiles::cell).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String cell(String value) {
        boolean formula = !value.isEmpty() && "=+-@\t\r".indexOf(value.charAt(0)) >= 0;
        return '"' + (formula ? "'" : "") + value.replace("\"", "\"\"") + '"';
    }
}
