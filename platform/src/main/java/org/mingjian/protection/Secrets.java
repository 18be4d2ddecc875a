package org.mingjian.protection;

import java.util.function.UnaryOperator;

/**
 * 字段加密: secret fields lie in the database under SM4-GCM. Root key (a file) wraps data keys (rows), a data key encrypts
 * values; each value names its key, so keys change while people work.
 */
public interface Secrets {

    /**
     * @param field where it belongs, such as {@code party.person.id_number}; a value moved to another field does not
     *     open
     * @return text that goes into the column: {@code sm4:<key>:<base64>}
     */
    String seal(String field, String plain);

    /** @throws IllegalStateException when the value was changed, moved, or is under a key that is not here */
    String open(String field, String sealed);

    /** HMAC-SM3 of a value under a key that never changes, in hex: finds equal values without opening any. */
    String index(String field, String plain);

    /** True when the value is not under the newest key. */
    boolean isOld(String sealed);

    /** Tables with sealed columns; the rotation asks each to seal its old values again, a batch at a time. */
    interface SealedColumns {

        /**
         * @param again opens and seals with the newest key
         * @return how many were changed; 0 when none is old
         */
        int resealSome(int limit, String newestPrefix, UnaryOperator<String> again);

        /** The field that all its values belong to. */
        String field();
    }
}
