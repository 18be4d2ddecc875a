package org.mingjian.identity.domain;

import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjian.identity.Role;
import org.mingjian.pki.Purpose;
import org.mingjian.pki.TrustedCertificates;
import org.mingjian.pki.TrustedCertificates.Revocation;

/** What may be proposed about accounts and rights; it takes effect when a second person activates it. */
public sealed interface Change {

    /** 开户. The person is known by the keyed digest of name and identity number; the number itself is not kept. */
    record OpenAccount(
            String login,
            String name,
            String person,
            @Nullable UUID organisation,
            @Nullable UUID post,
            List<Wanted> grants)
            implements Change {}

    /** 授权. */
    record GiveRight(UUID account, Wanted grant) implements Change {}

    /** 收回授权. */
    record EndRight(UUID account, UUID grant, String reason) implements Change {}

    /** 停用: the account is shut and all its rights end. */
    record CloseAccount(UUID account, String reason) implements Change {}

    /** 启用; rights are given anew. */
    record ReopenAccount(UUID account, String reason) implements Change {}

    /** 调动: the rights of the old place end by themselves. */
    record MovePerson(
            UUID account, UUID organisation, @Nullable UUID post) implements Change {}

    /** 重置口令. */
    record ResetPassword(UUID account, String reason) implements Change {}

    /** 委托: a holder lends one right for a time to somebody of the same organisation. */
    record Delegate(UUID account, UUID grant, Instant from, Instant until, String reason) implements Change {}

    /**
     * 信任名单: an authority is trusted, changed or, with {@code enabled} false, struck off.
     *
     * @param certificate DER in base64
     * @param basis the licence, or why it is struck off
     */
    record ChangeTrust(
            String authority,
            String name,
            String certificate,
            boolean anchor,
            Set<Purpose> purposes,
            Revocation revocation,
            @Nullable String crlUrl,
            @Nullable String ocspUrl,
            boolean enabled,
            String basis)
            implements Change {

        public TrustedCertificates.Authority wanted() {
            byte[] der = Base64.getDecoder().decode(certificate);
            return new TrustedCertificates.Authority(
                    authority, name, der, anchor, purposes, revocation, crlUrl, ocspUrl, enabled);
        }
    }

    /**
     * 系统设置: something of another module that one person alone must not change.
     *
     * @param subject which setting, as its module names it
     * @param about what it is about, in words
     * @param values what is wanted
     */
    record ChangeSetting(String subject, String title, String about, Map<String, String> values) implements Change {}

    /**
     * A right that is wanted.
     *
     * @param region 行政区划代码 of six digits; the organisation's own when left out
     */
    record Wanted(
            Role role,
            @Nullable String region,
            @Nullable UUID department,
            @Nullable String tradeKind,
            @Nullable String trade,
            @Nullable Instant endsAt) {}

    /** The kinds as stored and shown. */
    enum Kind {
        OPEN_ACCOUNT("开户", OpenAccount.class),
        GIVE_RIGHT("授权", GiveRight.class),
        END_RIGHT("收回授权", EndRight.class),
        CLOSE_ACCOUNT("停用账户", CloseAccount.class),
        REOPEN_ACCOUNT("启用账户", ReopenAccount.class),
        MOVE_PERSON("调动", MovePerson.class),
        RESET_PASSWORD("重置口令", ResetPassword.class),
        DELEGATE("委托", Delegate.class),
        CHANGE_TRUST("信任名单", ChangeTrust.class),
        CHANGE_SETTING("系统设置", ChangeSetting.class);

        private final String title;
        private final Class<? extends Change> type;

        Kind(String title, Class<? extends Change> type) {
            this.title = title;
            this.type = type;
        }

        public String title() {
            return title;
        }

        public Class<? extends Change> type() {
            return type;
        }

        public static Kind of(Change change) {
            for (Kind kind : values()) {
                if (kind.type.isInstance(change)) {
                    return kind;
                }
            }
            throw new IllegalStateException("no kind for " + change.getClass());
        }
    }

    /** The account it concerns; null for one that is yet to be opened, and for what concerns no account. */
    default @Nullable UUID concerns() {
        return switch (this) {
            case OpenAccount open -> null;
            case GiveRight give -> give.account();
            case EndRight end -> end.account();
            case CloseAccount close -> close.account();
            case ReopenAccount reopen -> reopen.account();
            case MovePerson move -> move.account();
            case ResetPassword reset -> reset.account();
            case Delegate delegate -> delegate.account();
            case ChangeTrust trust -> null;
            case ChangeSetting setting -> null;
        };
    }
}
