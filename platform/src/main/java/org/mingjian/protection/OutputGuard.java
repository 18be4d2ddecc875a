package org.mingjian.protection;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * 公开信息出口: nothing that goes out to the public holds an identity number, a mobile number that is no contact, or a
 * list of
 * experts longer than a panel. Works on the bytes as they go out, in one pass.
 *
 * <p>An identity number is 18 characters with a region, a date and the check character of GB 11643, standing alone. A
 * mobile number is let through where the law wants a contact: after a word such as 联系电话 (招标公告 names the contact of
 * tenderer and agency). Numbers found are replaced by stars; a list that is too long stops the page.
 */
public final class OutputGuard {

    /** What was found. */
    public enum Kind {
        ID_NUMBER,
        PHONE,
        LONG_LIST
    }

    /** @param at position in the bytes */
    public record Finding(Kind kind, int at) {}

    /**
     * @param bytes what may go out: the same array when nothing was found
     * @param stopped true when nothing may go out at all
     */
    public record Passed(byte[] bytes, List<Finding> findings, boolean stopped) {}

    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHECKS = "10X98765432";
    private static final int LONGEST_PANEL = 15;
    private static final int CONTACT_REACH = 60;
    private static final byte[][] CONTACT = bytes("联系", "电话", "手机", "phone", "Phone", "tel:");
    private static final byte[][] PANEL =
            bytes("评标委员会成员", "评标专家名单", "专家名单", "\"experts\":[", "\"panel\":[", "\"members\":[");
    private static final byte[][] ITEM = bytes("<li", "<tr", "{\"");
    private static final byte[][] LIST_END = bytes("</ul>", "</ol>", "</table>", "]");

    private OutputGuard() {}

    private static byte[][] bytes(String... words) {
        return Arrays.stream(words)
                .map(word -> word.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
    }

    public static Passed pass(byte[] page) {
        List<Finding> findings = new ArrayList<>();
        byte[] out = page;
        int at = 0;
        while (at < page.length) {
            if (!isDigit(page[at])) {
                at++;
                continue;
            }
            int end = at;
            while (end < page.length && isDigit(page[end])) {
                end++;
            }
            boolean alone = (at == 0 || !isWord(page[at - 1]));
            int length = end - at;
            if (alone && isIdNumber(page, at, end)) {
                findings.add(new Finding(Kind.ID_NUMBER, at));
                out = masked(out, page, at + 6, at + 16);
                end = at + 18;
            } else if (alone && length == 11 && isMobile(page, at, end) && !isContact(page, at)) {
                findings.add(new Finding(Kind.PHONE, at));
                out = masked(out, page, at + 3, at + 7);
            }
            at = end;
        }
        boolean stopped = false;
        for (byte[] word : PANEL) {
            int found = find(page, word, 0, page.length);
            while (found >= 0) {
                if (items(page, found + word.length) > LONGEST_PANEL) {
                    findings.add(new Finding(Kind.LONG_LIST, found));
                    stopped = true;
                }
                found = find(page, word, found + word.length, page.length);
            }
        }
        return new Passed(out, List.copyOf(findings), stopped);
    }

    private static byte[] masked(byte[] out, byte[] page, int from, int to) {
        byte[] mine = out == page ? page.clone() : out;
        Arrays.fill(mine, from, to, (byte) '*');
        return mine;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    private static boolean isWord(byte b) {
        return isDigit(b) || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b == '-' || b == '_';
    }

    /** Digits from {@code at} to {@code end}; the check character may be an X after 17 digits. */
    private static boolean isIdNumber(byte[] page, int at, int end) {
        boolean withX = end - at == 17 && end < page.length && (page[end] == 'X' || page[end] == 'x');
        int stop = withX ? end + 1 : end;
        if (stop - at != 18 || stop < page.length && isWord(page[stop])) {
            return false;
        }
        int year = number(page, at + 6, 4);
        int month = number(page, at + 10, 2);
        int day = number(page, at + 12, 2);
        if (page[at] == '0' || year < 1900 || year > 2100 || month < 1 || month > 12 || day < 1 || day > 31) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < 17; i++) {
            sum += (page[at + i] - '0') * WEIGHTS[i];
        }
        return CHECKS.charAt(sum % 11) == Character.toUpperCase((char) page[at + 17]);
    }

    private static int number(byte[] page, int at, int digits) {
        int value = 0;
        for (int i = 0; i < digits; i++) {
            value = value * 10 + page[at + i] - '0';
        }
        return value;
    }

    private static boolean isMobile(byte[] page, int at, int end) {
        return page[at] == '1' && page[at + 1] >= '3' && (end == page.length || !isWord(page[end]));
    }

    private static boolean isContact(byte[] page, int at) {
        int from = Math.max(0, at - CONTACT_REACH);
        for (byte[] word : CONTACT) {
            if (find(page, word, from, at) >= 0) {
                return true;
            }
        }
        return false;
    }

    /** Items of the list that follows, up to where it ends. */
    private static int items(byte[] page, int from) {
        int end = page.length;
        for (byte[] word : LIST_END) {
            int found = find(page, word, from, end);
            end = found < 0 ? end : found;
        }
        int most = 0;
        for (byte[] word : ITEM) {
            int count = 0;
            int found = find(page, word, from, end);
            while (found >= 0) {
                count++;
                found = find(page, word, found + word.length, end);
            }
            most = Math.max(most, count);
        }
        return most;
    }

    private static int find(byte[] page, byte[] word, int from, int to) {
        byte first = word[0];
        for (int i = from; i <= to - word.length; i++) {
            if (page[i] == first && Arrays.equals(page, i, i + word.length, word, 0, word.length)) {
                return i;
            }
        }
        return -1;
    }
}
