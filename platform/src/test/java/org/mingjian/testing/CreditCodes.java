package org.mingjian.testing;

import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import org.mingjian.kernel.CreditCode;

/** 统一社会信用代码 of nobody, with lawful check characters. */
public final class CreditCodes {

    private static final String CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    private CreditCodes() {}

    public static String ofNumber(int number) {
        return withChecks(String.format(Locale.ROOT, "91340200MA%06d", number));
    }

    /** One that no other test has, as likely as not for ever. */
    public static String any() {
        StringBuilder start = new StringBuilder("91340200");
        for (int i = 0; i < 8; i++) {
            start.append(CHARACTERS.charAt(ThreadLocalRandom.current().nextInt(CHARACTERS.length())));
        }
        return withChecks(start.toString());
    }

    private static String withChecks(String sixteen) {
        String seventeen = sixteen + new CreditCode(sixteen + "00").bodyCheckCharacter();
        return seventeen + new CreditCode(seventeen + "0").checkCharacter();
    }
}
