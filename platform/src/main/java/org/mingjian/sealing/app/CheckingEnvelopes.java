package org.mingjian.sealing.app;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjian.document.Documents;
import org.mingjian.document.StoredDocument;
import org.mingjian.identity.Accounts;
import org.mingjian.identity.Caller;
import org.mingjian.kernel.Outcome;
import org.mingjian.kernel.PlatformException;
import org.mingjian.kernel.Refusal;
import org.mingjian.kernel.crypto.Certificates;
import org.mingjian.kernel.crypto.CryptoFailure;
import org.mingjian.sealing.SealingError;
import org.mingjian.sealing.domain.Bidder;
import org.mingjian.sealing.domain.EnvelopeCheck;
import org.mingjian.sealing.domain.EnvelopeProblem;
import org.mingjian.sealing.domain.EnvelopeRefused;
import org.mingjian.sealing.domain.SealedHeader;
import org.mingjian.sealing.domain.SharedKey;
import org.mingjian.tender.Standings;
import org.mingjian.tender.Terms;
import org.springframework.stereotype.Component;

/** Reads a stored file back and says whether it is this bidder's sealed bid for this tender (20号令 §26). */
@Component
class CheckingEnvelopes {

    static final String BASIS = "招标投标法实施条例 §36，电子招标投标办法（20号令）§26";
    private static final int BUFFER = 256 * 1024;

    private final Documents documents;
    private final Accounts accounts;
    private final List<Standings> standings;

    CheckingEnvelopes(Documents documents, Accounts accounts, List<Standings> standings) {
        this.standings = standings;
        this.documents = documents;
        this.accounts = accounts;
    }

    /** The decision that shuts this bidder out now, if there is one (招标投标法 §53、§54). */
    Optional<Refusal> bar(Caller caller) {
        UUID bidder = caller.requireOrganisation().id();
        return standings.stream()
                .flatMap(one -> one.bar(bidder, Standings.Act.BID).stream())
                .findFirst();
    }

    /** What a stored bid says of itself; a fault of the platform when it cannot be read. */
    SealedHeader header(String sm3) {
        try (InputStream in = new BufferedInputStream(documents.open(sm3))) {
            return EnvelopeCheck.header(in);
        } catch (IOException | EnvelopeRefused e) {
            throw new PlatformException(SealingError.BID_UNREADABLE, sm3, e);
        }
    }

    /** Sealed for exactly the openers that the tender documents name, or for none where they name none. */
    static Outcome<EnvelopeCheck.Sound> forOpeners(EnvelopeCheck.Sound sound, @Nullable Terms terms) {
        Optional<SharedKey.Rule> rule = TenderOpeners.rule(terms);
        Optional<SharedKey> shared = sound.header().openers();
        boolean right = rule.isEmpty()
                ? shared.isEmpty()
                : shared.filter(key -> key.follows(rule.get())).isPresent();
        return right
                ? Outcome.done(sound)
                : Outcome.refused(
                        EnvelopeProblem.OPENERS.name(),
                        BASIS + "、§31",
                        rule.isEmpty()
                                ? "招标文件没有指定开启人，投标文件却为开启人分了份"
                                : EnvelopeProblem.OPENERS.words() + "，请按最新的招标文件重新加密");
    }

    Outcome<EnvelopeCheck.Sound> check(String trade, StoredDocument document, String creditCode, Caller caller) {
        var expected = new EnvelopeCheck.Expectation(trade, Optional.of(creditCode), Optional.empty());
        EnvelopeCheck.Result result;
        try (InputStream in = new BufferedInputStream(documents.open(document.sm3()), BUFFER)) {
            result = EnvelopeCheck.check(in, expected);
        } catch (IOException e) {
            throw new PlatformException(SealingError.BID_UNREADABLE, document.name(), e);
        }
        return switch (result) {
            case EnvelopeCheck.Unsound unsound ->
                Outcome.refused(
                        unsound.problem().name(), BASIS, unsound.problem().words());
            case EnvelopeCheck.Sound sound -> {
                if (!sound.sm3().equals(document.sm3())) {
                    throw new PlatformException(SealingError.BID_UNREADABLE, "存储的内容与摘要不符");
                }
                yield isOf(sound.header().bidder(), caller)
                        ? Outcome.done(sound)
                        : Outcome.refused(
                                "CERTIFICATE_NOT_REGISTERED", "电子签名法 §13，电子招标投标办法（20号令）§40", "投标文件须以本单位在平台登记的有效数字证书签名");
            }
        };
    }

    /** The certificate in the envelope, or without one the bare key, must be one of the bidder's that is usable now. */
    private boolean isOf(Bidder bidder, Caller caller) {
        Optional<byte[]> der = bidder.certificate();
        if (der.isEmpty()) {
            return accounts.certificateOf(caller.account())
                    .filter(known -> Arrays.equals(known.publicKey(), bidder.publicKey()))
                    .isPresent();
        }
        try {
            return accounts.certificate(Certificates.parse(der.get()).serial())
                    .filter(Accounts.CertificateView::usable)
                    .filter(known -> Arrays.equals(known.publicKey(), bidder.publicKey()))
                    .flatMap(known -> accounts.account(known.account()))
                    .filter(holder -> caller.actsFor(holder.organisation()))
                    .isPresent();
        } catch (CryptoFailure unreadable) {
            return false;
        }
    }
}
