package org.mingjian.intake.domain;

/** What can happen to a registration; facts of the stream {@code registration:ID}. */
public enum RegistrationFact {
    SUBMITTED("registration.submitted", "提交进场登记"),
    RETURNED("registration.returned", "退回进场登记"),
    ACCEPTED("registration.accepted", "受理进场登记");

    private final String kind;
    private final String title;

    RegistrationFact(String kind, String title) {
        this.kind = kind;
        this.title = title;
    }

    public String kind() {
        return kind;
    }

    public String title() {
        return title;
    }
}
