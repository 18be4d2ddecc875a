package org.mingjian.sealing.domain;

import java.util.Arrays;
import java.util.regex.Pattern;
import org.mingjian.kernel.CanonicalJson;
import org.mingjian.kernel.StrictJson;
import tools.jackson.databind.JsonNode;

/**
 * The bid sheet 开标一览表: what is read out at the opening. A JSON object that has at least {@code price}, in 元 as a
 * decimal string; what else it has ({@code durationDays}, {@code quality}, {@code projectLeader} …) the tender decides.
 *
 * @param content the object; never changed after construction
 */
public record BidSheet(JsonNode content) {

    private static final Pattern PRICE = Pattern.compile("(0|[1-9]\\d{0,14})(\\.\\d{1,6})?");

    /** Takes a sheet written by a person or a program, in any JSON form. */
    public static BidSheet of(JsonNode content) throws EnvelopeRefused {
        JsonNode price = content.isObject() ? content.get("price") : null;
        boolean readable = price != null
                && price.isString()
                && PRICE.matcher(price.stringValue()).matches();
        HeaderReading.require(readable, EnvelopeProblem.SHEET, "the sheet needs a price as a decimal string");
        BidSheet sheet = new BidSheet(content.deepCopy());
        try {
            HeaderReading.require(
                    sheet.bytes().length <= Envelope.LONGEST_SHEET, EnvelopeProblem.SHEET, "the sheet is too long");
        } catch (IllegalArgumentException notCanonical) {
            throw new EnvelopeRefused(EnvelopeProblem.SHEET, String.valueOf(notCanonical.getMessage()));
        }
        return sheet;
    }

    /** Takes the sheet of an opened bid, which stands in canonical form. */
    static BidSheet read(byte[] bytes) throws EnvelopeRefused {
        try {
            BidSheet sheet = of(StrictJson.parse(bytes));
            HeaderReading.require(
                    Arrays.equals(sheet.bytes(), bytes), EnvelopeProblem.SHEET, "the sheet is not in canonical form");
            return sheet;
        } catch (StrictJson.Malformed malformed) {
            throw new EnvelopeRefused(EnvelopeProblem.SHEET, malformed.what());
        }
    }

    /** The price 投标报价 in 元, as written. */
    public String price() {
        return content.get("price").stringValue();
    }

    byte[] bytes() {
        return CanonicalJson.bytes(content);
    }
}
