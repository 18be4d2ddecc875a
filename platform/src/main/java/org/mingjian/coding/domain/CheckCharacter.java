package org.mingjian.coding.domain;

/** The check character of the 统一交易标识码: ISO/IEC 7064 (GB/T 17710-2008), or none. */
public enum CheckCharacter {

    /** Pure system, modulus 37, radix 2: what both known generators use, and the default. */
    MOD_37_2("mod37-2") {
        @Override
        public char of(String text) {
            int sum = 0;
            for (int i = 0; i < text.length(); i++) {
                sum = (sum + value(text.charAt(i))) * 2 % 37;
            }
            return ALPHABET.charAt((38 - sum) % 37);
        }
    },

    /** Hybrid system, moduli 37 and 36: what a few received codes agree with. */
    MOD_37_36("mod37-36") {
        @Override
        public char of(String text) {
            int product = 36;
            for (int i = 0; i < text.length(); i++) {
                int sum = (product + value(text.charAt(i))) % 36;
                product = (sum == 0 ? 36 : sum) * 2 % 37;
            }
            return ALPHABET.charAt((37 - product) % 36);
        }
    },

    /** The place is kept and filled with {@code 0}, and never checked. */
    NONE("none") {
        @Override
        public char of(String text) {
            return '0';
        }
    };

    /** 0-9 are 0 to 9, A-Z are 10 to 35, the asterisk is 36. */
    static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ*";

    private final String setting;

    CheckCharacter(String setting) {
        this.setting = setting;
    }

    /** @param text of digits and capital letters */
    public abstract char of(String text);

    /** How the algorithm is named in settings and options. */
    public String setting() {
        return setting;
    }

    public static CheckCharacter named(String setting) {
        for (CheckCharacter algorithm : values()) {
            if (algorithm.setting.equals(setting)) {
                return algorithm;
            }
        }
        throw new IllegalArgumentException("the check character is one of mod37-2, mod37-36, none; not " + setting);
    }

    private static int value(char character) {
        int value = Character.digit(character, 36);
        if (character > 'Z' || value < 0) {
            throw new IllegalArgumentException("no digit or capital letter: " + character);
        }
        return value;
    }
}
