package org.mingjian.pki.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mingjian.kernel.PlatformException;
import org.mingjian.kernel.crypto.Certificate;
import org.mingjian.kernel.crypto.Certificates;
import org.mingjian.kernel.crypto.DevAuthority;
import org.mingjian.kernel.crypto.Sm2;
import org.mingjian.ops.KeyFolder;
import org.mingjian.pki.Issue;
import org.springframework.mock.env.MockEnvironment;

/** The development authority: its key file, what an earlier release left, and production. */
class DevelopmentAuthorityTest {

    @TempDir
    Path folder;

    private KeepingDevelopmentAuthority in(String profile) {
        MockEnvironment environment = new MockEnvironment();
        environment.setActiveProfiles(profile);
        return new KeepingDevelopmentAuthority(new KeyFolder(folder), InstantSource.fixed(Issue.NOON), environment);
    }

    private static DevAuthority.Order order() {
        return new DevAuthority.Order(
                new Certificate.Subject("某人", "", ""),
                Sm2.generate(new SecureRandom()).publicKey(),
                BigInteger.TEN,
                Issue.NOON,
                Issue.NOON.plus(Duration.ofDays(1)));
    }

    @Test
    void productionNeitherIssuesNorTrusts() {
        assertThat(in("production").authority()).isEmpty();
        assertThatThrownBy(() -> in("production").issue(order())).isInstanceOf(PlatformException.class);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void sameKeyAfterARestart() {
        byte[] first = in("sandbox").authority().orElseThrow().certificate();

        assertThat(in("sandbox").authority().orElseThrow().certificate()).isEqualTo(first);
    }

    @Test
    void keyOfAnEarlierReleaseIsTakenOver() throws Exception {
        DevAuthority earlier = DevAuthority.create(
                "Mingjian development CA", Issue.NOON.minus(Duration.ofDays(9)), new SecureRandom());
        var authority = in("sandbox");

        authority.adopt(earlier);

        byte[] issued = authority.issue(order());
        assertThat(Certificates.isSignedBy(
                        Certificates.parse(issued), earlier.keys().publicKey()))
                .isTrue();
        assertThat(authority.authority().orElseThrow().certificate()).isEqualTo(earlier.rootCertificate());
    }
}
