package org.mingjian.protection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.mingjian.ops.KeyFolder;
import org.mingjian.ops.PlatformTest;
import org.mingjian.testing.Desk;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Sealed fields and their keys. */
@PlatformTest
class SecretsTest {

    @LocalServerPort
    int port;

    @Autowired
    Secrets secrets;

    @Autowired
    KeyRotation rotation;

    @Autowired
    KeyFolder folder;

    @Test
    void sealedValueOpensOnlyInItsField() {
        String sealed = secrets.seal("party.person.id_number", "11010519491231002X");

        assertThat(sealed).startsWith("sm4:").doesNotContain("11010519491231002X");
        assertThat(secrets.open("party.person.id_number", sealed)).isEqualTo("11010519491231002X");
        assertThatThrownBy(() -> secrets.open("party.person.phone", sealed)).isInstanceOf(IllegalStateException.class);
        String changed = sealed.substring(0, sealed.length() - 4) + (sealed.endsWith("AAA=") ? "BBB=" : "AAA=");
        assertThatThrownBy(() -> secrets.open("party.person.id_number", changed))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void sameValueIsSealedDifferentlyAndIndexedTheSame() {
        assertThat(secrets.seal("f", "1")).isNotEqualTo(secrets.seal("f", "1"));
        assertThat(secrets.index("f", "1")).isEqualTo(secrets.index("f", "1"));
        assertThat(secrets.index("f", "1")).isNotEqualTo(secrets.index("g", "1"));
    }

    @Test
    void keysRotateWhilePeopleReadAndWrite() throws InterruptedException {
        AtomicBoolean stop = new AtomicBoolean();
        AtomicLong done = new AtomicLong();
        var wrong = new ConcurrentLinkedQueue<String>();
        var values = new ConcurrentLinkedQueue<String>();
        values.add(secrets.seal("load", "first"));
        String before = values.element();
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int p = 0; p < 8; p++) {
                people.submit(() -> {
                    while (!stop.get()) {
                        values.add(secrets.seal("load", "value"));
                        String one = values.poll();
                        if (one != null) {
                            String opened = secrets.open("load", one);
                            if (!List.of("first", "value").contains(opened)) {
                                wrong.add(opened);
                            }
                            done.incrementAndGet();
                        }
                    }
                });
            }
            for (int i = 0; i < 3; i++) {
                rotation.rotateDataKey();
                rotation.rotateRootKey();
            }
            stop.set(true);
        }

        assertThat(wrong).isEmpty();
        assertThat(done.get()).isGreaterThan(0);
        assertThat(secrets.isOld(before)).isTrue();
        assertThat(secrets.open("load", before)).isEqualTo("first");
        assertThat(secrets.isOld(secrets.seal("load", "new"))).isFalse();
        assertThat(folder.read("root-4.sm4")).isPresent();
    }

    @Test
    void onlyTheSecurityAdministratorRotates() {
        for (String other : List.of("sysadmin", "auditor", "centre", "bidder1")) {
            assertThat(Desk.of(port, other)
                            .post("/api/protection/keys/data", Map.of())
                            .status())
                    .as(other)
                    .isEqualTo(403);
        }
        assertThat(Desk.of(port, "secadmin").get("/api/protection/alarms").status())
                .isEqualTo(200);
    }
}
