package org.mingjian.evaluation.scoring;

/** A sheet that could be scored but must not be: it breaks a rule of law. */
public record RuleProblem(String rule, String basis, String message) {}
