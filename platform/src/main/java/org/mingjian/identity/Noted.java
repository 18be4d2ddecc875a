package org.mingjian.identity;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Put on an endpoint that only reads, but whose every use is recorded: downloads, exports, looks at personal or sealed
 * items. The record is durable before the endpoint runs. Acts that write are recorded without this.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Noted {
    /** What it is, in the auditor's words. */
    String value();
}
