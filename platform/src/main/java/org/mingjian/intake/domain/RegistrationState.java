package org.mingjian.intake.domain;

/** Where a registration stands. */
public enum RegistrationState {
    DRAFT("填写中"),
    SUBMITTED("待受理"),
    RETURNED("已退回"),
    ACCEPTED("已受理");

    private final String title;

    RegistrationState(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }
}
