package org.mingjian.identity;

import java.time.Instant;
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

    /**
     * A certificate known here.
     *
     * @param serial lower-case hex
     * @param authority who issued it, by its id in the trust list
     * @param algorithm {@code SM2} or {@code RSA}
     * @param publicKey SM2: 65 bytes; RSA: SubjectPublicKeyInfo
     * @param usable false when it is revoked, out of its dates, or has no sound path to a trusted authority now
     */
    record CertificateView(
            String serial,
            UUID account,
            String authority,
            String algorithm,
            byte[] publicKey,
            Instant notAfter,
            boolean usable) {}

    Organisation addOrganisation(Organisation organisation);

    Optional<Organisation> organisation(UUID id);

    Optional<Organisation> organisationByCreditCode(String creditCode);

    List<Organisation> organisations(Organisation.@Nullable Kind kind);

    /** A page of organisations and how many there are in all. */
    record Companies(List<Organisation> items, long total) {}

    /** Companies whose name or credit code holds the text, by name. */
    Companies companies(String text, int page, int size);

    AccountView add(NewAccount account);

    Optional<AccountView> account(UUID id);

    Optional<AccountView> accountByLogin(String login);

    List<AccountView> accounts(@Nullable Role role);

    /** Issues a certificate of the development authority; replaces none. */
    CertificateView certify(UUID account, byte[] publicKey);

    Optional<CertificateView> certificate(String serial);

    /** All certificates of an account that are not revoked, newest first; also the ones that are over. */
    List<CertificateView> certificatesOf(UUID account);

    /** The newest usable certificate of an account. */
    Optional<CertificateView> certificateOf(UUID account);

    /** True when {@code signature} is this account's SM2 signature over the message by a usable certificate. */
    boolean isSignedBy(UUID account, byte[] message, byte[] signature);

    /** 再次确认口令: true when this is the active account's password. */
    boolean isPasswordOf(UUID account, String password);

    /** True when both accounts are one, or known to be of one natural person. */
    boolean isSamePerson(UUID one, UUID other);
}
