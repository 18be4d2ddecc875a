package org.mingjian.identity;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Organisations, accounts and certificates, for the modules above. */
public interface Accounts {

    /** @param password null for an account that signs in by certificate only */
    record NewAccount(
            String login,
            String name,
            @Nullable String password,
            Set<Role> roles,
            @Nullable UUID organisation) {}

    /** A person's account without secrets. */
    record AccountView(
            UUID id,
            String login,
            String name,
            Set<Role> roles,
            @Nullable UUID organisation,
            boolean active) {}

    /** A certificate known here: serial (lower-case hex), 65-byte public key. */
    record CertificateView(String serial, UUID account, byte[] publicKey, boolean usable) {}

    Organisation addOrganisation(Organisation organisation);

    Optional<Organisation> organisation(UUID id);

    Optional<Organisation> organisationByCreditCode(String creditCode);

    List<Organisation> organisations(Organisation.@Nullable Kind kind);

    AccountView add(NewAccount account);

    Optional<AccountView> account(UUID id);

    Optional<AccountView> accountByLogin(String login);

    List<AccountView> accounts(@Nullable Role role);

    /** Issues a certificate of the development authority; replaces none. */
    CertificateView certify(UUID account, byte[] publicKey);

    Optional<CertificateView> certificate(String serial);

    /** The newest usable certificate of an account. */
    Optional<CertificateView> certificateOf(UUID account);

    /** True when {@code signature} is this account's SM2 signature over the message by a usable certificate. */
    boolean isSignedBy(UUID account, byte[] message, byte[] signature);

    /** 再次确认口令: true when this is the active account's password. */
    boolean isPasswordOf(UUID account, String password);
}
