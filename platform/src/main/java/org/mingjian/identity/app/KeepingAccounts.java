package org.mingjian.identity.app;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjian.facts.Actor;
import org.mingjian.facts.Facts;
import org.mingjian.facts.NewFact;
import org.mingjian.facts.Secrecy;
import org.mingjian.identity.Accounts;
import org.mingjian.identity.IdentityError;
import org.mingjian.identity.Organisation;
import org.mingjian.identity.Role;
import org.mingjian.identity.store.AccountStore;
import org.mingjian.identity.store.CertificateStore;
import org.mingjian.kernel.PlatformException;
import org.mingjian.kernel.crypto.Certificate;
import org.mingjian.kernel.crypto.Certificates;
import org.mingjian.kernel.crypto.CryptoFailure;
import org.mingjian.kernel.crypto.DevAuthority;
import org.mingjian.kernel.crypto.KeyKind;
import org.mingjian.pki.DevelopmentAuthority;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Organisations, accounts and certificates; each new one is a fact. */
@Service
class KeepingAccounts implements Accounts {

    private static final Duration CERTIFICATE_LIFE = Duration.ofDays(365);

    private final AccountStore store;
    private final CertificateStore certificates;
    private final OpeningAccounts opening;
    private final Facts facts;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private final KeepingCertificates kept;
    private final DevelopmentAuthority development;

    KeepingAccounts(
            AccountStore store,
            CertificateStore certificates,
            OpeningAccounts opening,
            Facts facts,
            InstantSource clock,
            KeepingCertificates kept,
            DevelopmentAuthority development) {
        this.kept = kept;
        this.development = development;
        this.store = store;
        this.certificates = certificates;
        this.opening = opening;
        this.facts = facts;
        this.clock = clock;
    }

    @Override
    @Transactional
    public Organisation addOrganisation(Organisation organisation) {
        try {
            store.add(organisation);
        } catch (DuplicateKeyException e) {
            throw new PlatformException(IdentityError.CREDIT_CODE_TAKEN, organisation.name(), e);
        }
        facts.record(NewFact.secret(
                "organisation:" + organisation.id(),
                "organisation.registered",
                Actor.SYSTEM,
                organisation,
                Secrecy.PARTIES));
        return organisation;
    }

    @Override
    public Optional<Organisation> organisation(UUID id) {
        return store.organisation(id);
    }

    @Override
    public Optional<Organisation> organisationByCreditCode(String creditCode) {
        return store.organisationByCreditCode(creditCode);
    }

    @Override
    public List<Organisation> organisations(Organisation.@Nullable Kind kind) {
        return store.organisations(kind);
    }

    @Override
    public Companies companies(String text, int page, int size) {
        return new Companies(store.companies(text, size, (long) page * size), store.countCompanies(text));
    }

    @Override
    @Transactional
    public AccountView add(NewAccount account) {
        UUID id = opening.open(account);
        facts.record(NewFact.secret(
                "account:" + id,
                "account.opened",
                Actor.SYSTEM,
                Map.of("login", account.login(), "name", account.name(), "roles", account.roles()),
                Secrecy.PARTIES));
        return store.account(id).orElseThrow().view();
    }

    @Override
    public Optional<AccountView> account(UUID id) {
        return store.account(id).map(AccountStore.Row::view);
    }

    @Override
    public Optional<AccountView> accountByLogin(String login) {
        return store.accountByLogin(login).map(AccountStore.Row::view);
    }

    @Override
    public List<AccountView> accounts(@Nullable Role role) {
        return store.accounts(role).stream().map(AccountStore.Row::view).toList();
    }

    @Override
    @Transactional
    public CertificateView certify(UUID accountId, byte[] publicKey) {
        KeyKind kind = KeyKind.ofPublic(publicKey)
                .orElseThrow(() -> new PlatformException(
                        IdentityError.INVALID_INPUT,
                        "公钥应为 65 字节未压缩的 SM2 公钥，或 2048 至 4096 位 RSA 公钥（SubjectPublicKeyInfo）"));
        AccountView account = account(accountId)
                .orElseThrow(() -> new PlatformException(IdentityError.ACCOUNT_NOT_FOUND, accountId.toString()));
        UUID organisation = account.organisation();
        String creditCode = organisation == null
                ? ""
                : store.organisation(organisation).map(Organisation::creditCode).orElse("");
        Instant now = clock.instant();
        byte[] der = development.issue(new DevAuthority.Order(
                new Certificate.Subject(account.name(), creditCode == null ? "" : creditCode, accountId.toString()),
                publicKey,
                new BigInteger(127, random).setBit(126),
                now.minus(Duration.ofMinutes(5)),
                now.plus(CERTIFICATE_LIFE)));
        Certificate certificate = parse(der);
        certificates.add(new CertificateStore.Row(
                DevelopmentAuthority.ID,
                certificate.serial(),
                accountId,
                der,
                List.of(),
                kind.name(),
                publicKey,
                certificate.notBefore(),
                certificate.notAfter(),
                false));
        facts.record(NewFact.secret(
                "account:" + accountId,
                "certificate.issued",
                Actor.SYSTEM,
                Map.of("serial", certificate.serial(), "notAfter", certificate.notAfter()),
                Secrecy.PARTIES));
        return certificate(certificate.serial()).orElseThrow();
    }

    private static Certificate parse(byte[] der) {
        try {
            return Certificates.parse(der);
        } catch (CryptoFailure e) {
            throw new IllegalStateException("our own certificate does not parse", e);
        }
    }

    @Override
    public Optional<CertificateView> certificate(String serial) {
        return kept.findViews(serial).stream().findFirst();
    }

    @Override
    public List<CertificateView> certificatesOf(UUID account) {
        return kept.of(account);
    }

    @Override
    public Optional<CertificateView> certificateOf(UUID account) {
        return kept.of(account).stream().filter(CertificateView::usable).findFirst();
    }

    @Override
    public boolean isSignedBy(UUID account, byte[] message, byte[] signature) {
        return kept.isSignedBy(account, message, signature);
    }

    @Override
    public boolean isPasswordOf(UUID account, String password) {
        Optional<String> hash = store.account(account)
                .filter(row -> row.view().active())
                .flatMap(row -> Optional.ofNullable(row.passwordHash()));
        return opening.isPassword(password, hash);
    }

    @Override
    public boolean isSamePerson(UUID one, UUID other) {
        byte[] first = store.account(one).map(row -> row.person().digest()).orElse(null);
        byte[] second = store.account(other).map(row -> row.person().digest()).orElse(null);
        return one.equals(other) || (first != null && Arrays.equals(first, second));
    }
}
