package org.mingjian.deposit.domain;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

/**
 * 银行流水 as CSV: a heading line, then {@code date,amount,payerAccount,reference}; dates as 2026-03-16, amounts in 元,
 * values with a comma in double quotes. Every line is read, or none: half a statement would look like missing money.
 */
public record BankStatement(List<Line> lines) {

    private static final int MOST = 20_000;
    private static final int FIELDS = 4;

    /** @param reference what the payer wrote, by which a deposit is found */
    public record Line(int number, LocalDate day, BigDecimal amount, String payerAccount, String reference) {}

    /** @throws IllegalArgumentException in Chinese, naming the line that cannot be read */
    public static BankStatement of(String csv) {
        List<String> rows = csv.strip().lines().toList();
        if (rows.size() < 2 || rows.size() > MOST) {
            throw new IllegalArgumentException("银行流水应有表头和 1 至 " + (MOST - 1) + " 行");
        }
        List<Line> lines = new ArrayList<>();
        for (int n = 1; n < rows.size(); n++) {
            lines.add(line(n + 1, rows.get(n)));
        }
        return new BankStatement(List.copyOf(lines));
    }

    private static Line line(int number, String row) {
        List<String> fields = fields(row);
        if (fields.size() != FIELDS) {
            throw new IllegalArgumentException("第 " + number + " 行应有 4 项：日期、金额、付款账号、附言");
        }
        try {
            BigDecimal amount = new BigDecimal(fields.get(1));
            if (amount.signum() <= 0 || amount.scale() > 2 || amount.precision() > 18) {
                throw new IllegalArgumentException("第 " + number + " 行的金额应大于零，至多两位小数");
            }
            String reference = fields.get(3);
            if (fields.get(2).length() > 100 || reference.length() > 200) {
                throw new IllegalArgumentException("第 " + number + " 行的账号或附言太长");
            }
            return new Line(number, LocalDate.parse(fields.get(0)), amount, fields.get(2), reference);
        } catch (DateTimeParseException | NumberFormatException notWritten) {
            throw new IllegalArgumentException("第 " + number + " 行的日期或金额写法不对", notWritten);
        }
    }

    private static List<String> fields(String row) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (char c : row.toCharArray()) {
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                fields.add(field.toString().strip());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        fields.add(field.toString().strip());
        return fields;
    }
}
