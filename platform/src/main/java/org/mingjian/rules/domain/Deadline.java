package org.mingjian.rules.domain;

import java.time.LocalDate;
import org.mingjian.rules.Answer;

/**
 * Where a period in days ends.
 *
 * @param counted the last day by counting alone
 * @param day the last day once holidays are looked at; unknown when a year is missing
 * @param earliest no holiday still to be announced makes the last day earlier than this
 */
record Deadline(LocalDate counted, Answer<LocalDate> day, LocalDate earliest) {}
