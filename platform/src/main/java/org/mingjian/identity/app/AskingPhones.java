package org.mingjian.identity.app;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.mingjian.identity.Accounts.CertificateView;
import org.mingjian.identity.Caller;
import org.mingjian.kernel.PlatformException;
import org.mingjian.pki.PkiError;
import org.mingjian.pki.Purpose;
import org.mingjian.pki.RemoteSigners;
import org.mingjian.pki.RemoteSigners.Answer;
import org.mingjian.pki.RemoteSigners.Channel;
import org.mingjian.pki.TrustedCertificates;
import org.springframework.stereotype.Service;

/**
 * 移动CA、电子营业执照: login, binding and signing by a phone. The ticket is known to the browser that asked and to nobody else;
 * the QR code names another one. A ticket is answered once.
 */
@Service
public class AskingPhones {

    private static final Duration LIFE = Duration.ofMinutes(3);

    /**
     * What the browser shows and asks with.
     *
     * @param qr text that the phone reads
     * @param picture the same as a QR code: rows from the top, a dark module is {@code 1}
     */
    public record Asked(String ticket, String qr, List<String> picture, Instant until) {}

    /** A signature by phone, with the certificate's serial. */
    public record Signature(String serial, byte[] signature) {}

    /** What came of a question: waiting, declined, or done. */
    public record Came<T>(String state, @Nullable T value) {}

    private record Question(
            Channel channel,
            String service,
            String text,
            @Nullable UUID account) {}

    private final RemoteSigners doors;
    private final SigningIn signingIn;
    private final KeepingCertificates certificates;
    private final TrustedCertificates trusted;
    private final Cache<String, Question> asked =
            Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(LIFE).build();

    AskingPhones(
            RemoteSigners doors, SigningIn signingIn, KeepingCertificates certificates, TrustedCertificates trusted) {
        this.doors = doors;
        this.signingIn = signingIn;
        this.certificates = certificates;
        this.trusted = trusted;
    }

    public Asked login(Channel channel) {
        return ask(channel, "mingjian-login:" + signingIn.challenge(), "登录公共资源交易平台", null);
    }

    public Asked bind(Channel channel, Caller caller) {
        return ask(channel, "mingjian-bind:" + signingIn.challenge(), "把证书绑定到账户 " + caller.login(), caller.account());
    }

    /** @param text begins with {@code mingjian-} and a word for the act, as every signed text of the platform does */
    public Asked sign(Channel channel, String text, Caller caller) {
        boolean ours = text.matches("mingjian-[a-z-]{3,30}:.{1,2000}");
        if (!ours || text.startsWith("mingjian-login:") || text.startsWith("mingjian-bind:")) {
            throw new IllegalArgumentException("不是本平台要签的文本");
        }
        return ask(channel, text, "签名：" + text, caller.account());
    }

    private Asked ask(Channel channel, String text, String shown, @Nullable UUID account) {
        RemoteSigners.Service service = service(channel);
        RemoteSigners.Ticket ticket = service.begin(text.getBytes(StandardCharsets.UTF_8), shown);
        String own = UUID.randomUUID().toString();
        asked.put(own, new Question(channel, ticket.id(), text, account));
        return new Asked(own, ticket.qr(), picture(ticket.qr()), ticket.until());
    }

    private static List<String> picture(String text) {
        try {
            ByteMatrix modules = Encoder.encode(text, ErrorCorrectionLevel.M).getMatrix();
            return IntStream.range(0, modules.getHeight())
                    .mapToObj(y -> IntStream.range(0, modules.getWidth())
                            .mapToObj(x -> modules.get(x, y) == 1 ? "1" : "0")
                            .collect(Collectors.joining()))
                    .toList();
        } catch (WriterException e) {
            throw new IllegalStateException("a ticket fits into a QR code", e);
        }
    }

    private RemoteSigners.Service service(Channel channel) {
        return doors.of(channel).orElseThrow(() -> new PlatformException(PkiError.CHANNEL_NOT_FOUND, channel.title()));
    }

    /** @return DONE with a session token; DECLINED also when the certificate belongs to no account */
    public Came<String> loginCame(String ticket, KeepingSessions.Device device) {
        return came(ticket, "mingjian-login:", null, (text, signed) -> certificates
                .holderOf(signed.certificate(), Purpose.LOGIN)
                .flatMap(row -> signingIn.byCertificate(row.serial(), challenge(text), signed.signature(), device)));
    }

    public Came<CertificateView> bindCame(String ticket, Caller caller) {
        return came(ticket, "mingjian-bind:", caller.account(), (text, signed) -> {
            var shown = new KeepingCertificates.Shown(
                    signed.certificate(), signed.chain(), challenge(text), signed.signature());
            return Optional.of(certificates.bind(shown, caller));
        });
    }

    /** The certificate must be one of the caller's own that may sign. */
    public Came<Signature> signCame(String ticket, Caller caller) {
        return came(ticket, "mingjian-", caller.account(), (text, signed) -> certificates
                .holderOf(signed.certificate(), Purpose.SIGN)
                .filter(row -> row.account().equals(caller.account()))
                .map(row -> new Signature(row.serial(), signed.signature())));
    }

    private <T> Came<T> came(
            String ticket, String act, @Nullable UUID account, BiFunction<String, Answer.Signed, Optional<T>> next) {
        Question question = asked.getIfPresent(ticket);
        if (question == null || !question.text().startsWith(act) || !Objects.equals(question.account(), account)) {
            return new Came<>("DECLINED", null);
        }
        return switch (service(question.channel()).poll(question.service())) {
            case Answer.Waiting waiting -> new Came<>("WAITING", null);
            case Answer.Declined declined -> {
                asked.invalidate(ticket);
                yield new Came<>("DECLINED", null);
            }
            case Answer.Signed signed -> {
                asked.invalidate(ticket);
                byte[] message = question.text().getBytes(StandardCharsets.UTF_8);
                boolean right = trusted.isSignature(signed.certificate(), message, signed.signature());
                yield right
                        ? next.apply(question.text(), signed)
                                .map(value -> new Came<>("DONE", value))
                                .orElseGet(() -> new Came<>("DECLINED", null))
                        : new Came<>("DECLINED", null);
            }
        };
    }

    private static String challenge(String text) {
        return text.substring(text.indexOf(':') + 1);
    }
}
