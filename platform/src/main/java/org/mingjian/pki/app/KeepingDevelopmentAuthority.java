package org.mingjian.pki.app;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mingjian.kernel.PlatformException;
import org.mingjian.kernel.crypto.DevAuthority;
import org.mingjian.kernel.crypto.Sm2;
import org.mingjian.ops.KeyFolder;
import org.mingjian.pki.DevelopmentAuthority;
import org.mingjian.pki.PkiError;
import org.mingjian.pki.Purpose;
import org.mingjian.pki.TrustedCertificates.Authority;
import org.mingjian.pki.TrustedCertificates.Revocation;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;

/** The development authority: {@code dev-ca.sm2} in the key folder holds private key, public key and certificate. */
@Component
class KeepingDevelopmentAuthority implements DevelopmentAuthority {

    private static final String FILE = "dev-ca.sm2";
    private static final String NAME = "Mingjian development CA";
    private static final HexFormat HEX = HexFormat.of();

    private final KeyFolder keys;
    private final InstantSource clock;
    private final boolean allowed;
    private volatile @Nullable DevAuthority known;

    KeepingDevelopmentAuthority(KeyFolder keys, InstantSource clock, Environment environment) {
        this.keys = keys;
        this.clock = clock;
        this.allowed = environment.acceptsProfiles(Profiles.of("sandbox | test"));
    }

    @Override
    public Optional<Authority> authority() {
        return allowed
                ? Optional.of(new Authority(
                        ID,
                        NAME,
                        get().rootCertificate(),
                        true,
                        EnumSet.allOf(Purpose.class),
                        Revocation.NONE,
                        null,
                        null,
                        true))
                : Optional.empty();
    }

    @Override
    public byte[] issue(DevAuthority.Order order) {
        if (!allowed) {
            throw new PlatformException(PkiError.NOT_IN_PRODUCTION, PkiError.NOT_IN_PRODUCTION.title());
        }
        return get().issue(order);
    }

    @Override
    public void adopt(DevAuthority earlier) {
        keys.readOrMake(FILE, () -> text(earlier));
    }

    private synchronized DevAuthority get() {
        DevAuthority authority = known;
        if (authority == null) {
            String text = keys.readOrMake(
                    FILE,
                    () -> text(
                            DevAuthority.create(NAME, clock.instant().minus(Duration.ofDays(1)), new SecureRandom())));
            String[] parts = text.split(" ");
            authority = new DevAuthority(
                    NAME,
                    new Sm2.KeyPair(HEX.parseHex(parts[0]), HEX.parseHex(parts[1])),
                    Base64.getDecoder().decode(parts[2]));
            known = authority;
        }
        return authority;
    }

    private static String text(DevAuthority authority) {
        return HEX.formatHex(authority.keys().privateKey()) + " "
                + HEX.formatHex(authority.keys().publicKey()) + " "
                + Base64.getEncoder().encodeToString(authority.rootCertificate());
    }
}
