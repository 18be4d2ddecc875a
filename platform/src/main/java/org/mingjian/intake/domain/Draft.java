package org.mingjian.intake.domain;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mingjian.facts.FileRef;

/**
 * What the applicant fills in; anything may be missing until it is submitted. What the platform knows (names, credit
 * codes
 * and region of the applicant) is not asked.
 *
 * @param investmentCode 投资项目统一代码, {@code 2026-990100-48-01-000001}
 * @param tenderer who tenders and which agency acts for it
 * @param estimate 招标项目估算价 in 元, a decimal string; the deposit is measured by it (条例 §26)
 */
public record Draft(
        @Nullable String projectName,
        @Nullable String investmentCode,
        Approval approval,
        Funding funding,
        @Nullable String regionCode,
        @Nullable String tradeClass,
        Tenderer tenderer,
        @Nullable String sectionName,
        @Nullable String estimate,
        Contact contact,
        List<Attachment> attachments) {

    public static final Draft EMPTY = new Draft(
            null,
            null,
            Approval.EMPTY,
            Funding.EMPTY,
            null,
            null,
            Tenderer.EMPTY,
            null,
            null,
            Contact.EMPTY,
            List.of());

    /** A request may leave out whole parts. */
    public Draft {
        approval = Objects.requireNonNullElse(approval, Approval.EMPTY);
        funding = Objects.requireNonNullElse(funding, Funding.EMPTY);
        tenderer = Objects.requireNonNullElse(tenderer, Tenderer.EMPTY);
        contact = Objects.requireNonNullElse(contact, Contact.EMPTY);
        attachments = attachments == null ? List.of() : List.copyOf(attachments);
    }

    /** 审批、核准或备案. */
    public record Approval(
            @Nullable ApprovalKind kind,
            @Nullable String number,
            @Nullable String authority) {
        public static final Approval EMPTY = new Approval(null, null, null);
    }

    /** How the project was permitted. */
    public enum ApprovalKind {
        APPROVAL("审批"),
        VERIFICATION("核准"),
        FILING("备案");

        private final String title;

        ApprovalKind(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }

    /** 资金来源. */
    public record Funding(
            @Nullable FundingKind kind, @Nullable String note) {
        public static final Funding EMPTY = new Funding(null, null);
    }

    /** Where the money comes from. */
    public enum FundingKind {
        BUDGET("财政预算资金"),
        STATE_OWNED("国有企业事业单位资金"),
        PRIVATE("社会资金"),
        MIXED("多渠道资金");

        private final String title;

        FundingKind(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }

    /**
     * @param creditCode of the tenderer; asked only from an agency
     * @param agencyCreditCode of the agency; a tenderer that uses one names it, an agency is known
     */
    public record Tenderer(
            @Nullable String creditCode, @Nullable String agencyCreditCode) {
        public static final Tenderer EMPTY = new Tenderer(null, null);
    }

    /** Whom to ask. */
    public record Contact(@Nullable String name, @Nullable String phone) {
        public static final Contact EMPTY = new Contact(null, null);
    }

    /**
     * One file and what it proves.
     *
     * @param document id of the uploaded file
     * @param file its name, size and digest; filled in by the platform
     */
    public record Attachment(
            AttachmentKind kind, UUID document, @Nullable FileRef file) {}

    /** What a file of the registration proves. */
    public enum AttachmentKind {
        APPROVAL("审批、核准或备案文件"),
        FUNDING("资金来源证明"),
        TENDER_SCHEME("招标方案核准意见"),
        AGENCY_CONTRACT("招标代理委托合同"),
        OTHER("其他");

        private final String title;

        AttachmentKind(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }

    /** The files that are known to the platform. */
    public List<FileRef> files() {
        return attachments.stream()
                .flatMap(attachment -> Stream.ofNullable(attachment.file()))
                .toList();
    }

    public Draft withAttachments(List<Attachment> changed) {
        return new Draft(
                projectName,
                investmentCode,
                approval,
                funding,
                regionCode,
                tradeClass,
                tenderer,
                sectionName,
                estimate,
                contact,
                changed);
    }

    public boolean has(AttachmentKind kind) {
        return attachments.stream().anyMatch(attachment -> attachment.kind() == kind);
    }
}
