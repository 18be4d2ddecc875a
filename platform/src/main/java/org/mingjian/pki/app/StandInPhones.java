package org.mingjian.pki.app;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mingjian.kernel.crypto.Certificate;
import org.mingjian.kernel.crypto.DevAuthority;
import org.mingjian.kernel.crypto.Sm2;
import org.mingjian.pki.DevelopmentAuthority;
import org.mingjian.pki.LocalPhones;
import org.mingjian.pki.RemoteSigners;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** 沙箱手机: a working stand-in for both channels, all in memory; never in production. */
@Component
@Profile({"sandbox", "test"})
class StandInPhones implements LocalPhones {

    private static final Duration LIFE = Duration.ofMinutes(3);
    private static final Duration CERTIFICATE_LIFE = Duration.ofDays(365);

    private record PhoneKey(RemoteSigners.Channel channel, String account) {}

    private record Phone(Sm2.KeyPair keys, byte[] certificate, String pin) {}

    private record Question(RemoteSigners.Channel channel, byte[] message, Instant until) {}

    private final DevelopmentAuthority authority;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<PhoneKey, Phone> phones = new ConcurrentHashMap<>();
    private final Cache<String, Question> asked =
            Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(LIFE).build();
    private final Cache<String, RemoteSigners.Answer.Signed> signed =
            Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(LIFE).build();
    private final Cache<String, String> codes =
            Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(LIFE).build();

    StandInPhones(DevelopmentAuthority authority, InstantSource clock) {
        this.authority = authority;
        this.clock = clock;
    }

    @Override
    public void enrol(RemoteSigners.Channel channel, Certificate.Subject holder, String pin) {
        Sm2.KeyPair keys = Sm2.generate(random);
        Instant now = clock.instant();
        byte[] certificate = authority.issue(new DevAuthority.Order(
                holder,
                keys.publicKey(),
                new BigInteger(127, random).setBit(126),
                now.minus(Duration.ofMinutes(5)),
                now.plus(CERTIFICATE_LIFE)));
        phones.put(new PhoneKey(channel, holder.accountId()), new Phone(keys, certificate, pin));
    }

    @Override
    public boolean agree(String qr, Certificate.Subject holder, String pin) {
        String id = codes.getIfPresent(qr);
        Question question = id == null ? null : asked.getIfPresent(id);
        if (id == null || question == null || clock.instant().isAfter(question.until())) {
            return false;
        }
        Phone phone = phones.get(new PhoneKey(question.channel(), holder.accountId()));
        if (phone == null || !isSame(phone.pin(), pin)) {
            return false;
        }
        asked.invalidate(id);
        codes.invalidate(qr);
        byte[] signature = Sm2.sign(phone.keys().privateKey(), question.message());
        signed.put(id, new RemoteSigners.Answer.Signed(phone.certificate(), List.of(), signature));
        return true;
    }

    private static boolean isSame(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private String text() {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private final class Standing implements RemoteSigners.Service {

        private final RemoteSigners.Channel channel;

        Standing(RemoteSigners.Channel channel) {
            this.channel = channel;
        }

        @Override
        public RemoteSigners.Channel channel() {
            return channel;
        }

        @Override
        public RemoteSigners.Ticket begin(byte[] message, String shown) {
            String id = text();
            String qr = "mingjian-phone:" + text();
            Instant until = clock.instant().plus(LIFE);
            asked.put(id, new Question(channel, message.clone(), until));
            codes.put(qr, id);
            return new RemoteSigners.Ticket(id, qr, until);
        }

        @Override
        public RemoteSigners.Answer poll(String id) {
            RemoteSigners.Answer.@Nullable Signed done = signed.asMap().remove(id);
            if (done != null) {
                return done;
            }
            return asked.getIfPresent(id) == null
                    ? new RemoteSigners.Answer.Declined()
                    : new RemoteSigners.Answer.Waiting();
        }
    }

    List<RemoteSigners.Service> services() {
        return Stream.of(RemoteSigners.Channel.values())
                .<RemoteSigners.Service>map(Standing::new)
                .toList();
    }
}
