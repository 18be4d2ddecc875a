package org.mingjian.walk;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.mingjian.kernel.CreditCode;
import org.mingjian.kernel.Money;

/**
 * A public opening record (开标记录) as CSV with the columns sign_in_seq, uscc, name, bid_received_at, decrypt_status,
 * decrypt_submitted_at, deposit, price_10k_cny.
 */
final class OpeningLines {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final int COLUMNS = 8;
    private static final String CHECKS = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    /** @param opened when the bidder gave the decrypt command; empty when he never did */
    record Line(
            int number,
            String creditCode,
            String name,
            LocalDateTime received,
            Optional<LocalDateTime> opened,
            String deposit,
            Optional<Money> price) {}

    private OpeningLines() {}

    static List<Line> read(Path file) throws IOException {
        List<Line> lines = new ArrayList<>();
        List<String> rows = Files.readAllLines(file, StandardCharsets.UTF_8);
        for (String row : rows.subList(1, rows.size())) {
            String[] cells = row.split(",", -1);
            if (cells.length != COLUMNS) {
                throw new IOException(
                        "line " + (lines.size() + 2) + " has " + cells.length + " columns, not " + COLUMNS);
            }
            lines.add(new Line(
                    Integer.parseInt(cells[0]),
                    cells[1],
                    cells[2],
                    LocalDateTime.parse(cells[3], TIME),
                    cells[5].isBlank() ? Optional.empty() : Optional.of(LocalDateTime.parse(cells[5], TIME)),
                    cells[6].isBlank() ? "保函" : cells[6],
                    cells[7].isBlank() ? Optional.empty() : Optional.of(Money.ofTenThousands(cells[7]))));
        }
        return lines;
    }

    /** A small record for a machine that has no real one: the last bidder of ten never decrypts. */
    static List<Line> made(int count) {
        LocalDateTime deadline = LocalDateTime.of(2026, 3, 16, 9, 30);
        List<Line> lines = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            boolean opens = i % 10 != 0;
            BigDecimal wan = new BigDecimal("900").add(new BigDecimal(i * 37 % 101).movePointLeft(1));
            lines.add(new Line(
                    i,
                    madeCreditCode(i),
                    "样例建设第" + i + "有限公司",
                    deadline.minusHours(count - i + 1L),
                    opens ? Optional.of(deadline.plusSeconds(5L * i)) : Optional.empty(),
                    "保函",
                    opens ? Optional.of(Money.ofTenThousands(wan.toPlainString())) : Optional.empty()));
        }
        return lines;
    }

    /** A code of nobody (region 990100), with lawful check characters. */
    private static String madeCreditCode(int number) {
        String body = "91990100MA" + String.format(Locale.ROOT, "%06d", number);
        for (char organisation : CHECKS.toCharArray()) {
            for (char last : CHECKS.toCharArray()) {
                String code = body + organisation + last;
                if (CreditCode.defects(code).isEmpty()) {
                    return code;
                }
            }
        }
        throw new IllegalStateException("no check characters for " + body);
    }
}
