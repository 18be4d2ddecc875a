package org.mingjian.exchange.web;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** A table as a file that spreadsheets open: UTF-8 with its mark, and no cell that would be taken for a formula. */
final class CsvFile {

    private CsvFile() {}

    static ResponseEntity<byte[]> answer(String name, List<String> head, List<String[]> rows) {
        StringBuilder text = new StringBuilder("\uFEFF").append(line(head.toArray(String[]::new)));
        rows.forEach(row -> text.append(line(row)));
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .body(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String line(String... cells) {
        return Arrays.stream(cells).map(CsvFile::cell).collect(Collectors.joining(",", "", "\r\n"));
    }

    static String cell(String value) {
        boolean formula = !value.isEmpty() && "=+-@\t\r".indexOf(value.charAt(0)) >= 0;
        return '"' + (formula ? "'" : "") + value.replace("\"", "\"\"") + '"';
    }
}
