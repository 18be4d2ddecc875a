package org.mingjian.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.mingjian.facts.Facts;
import org.mingjian.identity.app.KeepingSessions;
import org.mingjian.identity.app.SigningIn;
import org.mingjian.kernel.crypto.Sm2;
import org.mingjian.ops.PlatformTest;
import org.springframework.beans.factory.annotation.Autowired;

/** Logins by certificate that share a transaction are each answered as if they were alone. */
@PlatformTest
class LoginsTogetherTest {

    private static final int PEOPLE = 12;

    private record Person(UUID account, String serial, Sm2.KeyPair keys) {

        byte[] sign(String challenge) {
            return Sm2.sign(keys.privateKey(), ("mingjian-login:" + challenge).getBytes(StandardCharsets.UTF_8));
        }
    }

    @Autowired
    SigningIn signingIn;

    @Autowired
    Accounts accounts;

    @Autowired
    Facts facts;

    /** Of its own, so that its failures do not make others wait. */
    private final KeepingSessions.Device device = new KeepingSessions.Device("together-" + UUID.randomUUID(), "test");

    private Person person() {
        Sm2.KeyPair keys = Sm2.generate(new SecureRandom());
        String login = "t" + UUID.randomUUID();
        UUID account = accounts.add(new Accounts.NewAccount(login, "同时登录", null, Set.of(Role.BIDDER), null))
                .id();
        return new Person(account, accounts.certify(account, keys.publicKey()).serial(), keys);
    }

    /** Answers whether it came in. */
    private Callable<Boolean> login(Person person, String challenge, byte[] signature) {
        return () -> signingIn
                .byCertificate(person.serial(), challenge, signature, device)
                .isPresent();
    }

    private static List<Boolean> atOnce(List<Callable<Boolean>> logins) throws Exception {
        List<Boolean> came = new ArrayList<>();
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Boolean> one : pool.invokeAll(logins)) {
                came.add(one.get());
            }
        }
        return came;
    }

    private List<String> history(Person person) {
        return facts.ofStream("account:" + person.account()).stream()
                .map(fact -> fact.kind())
                .filter(kind -> kind.startsWith("login."))
                .toList();
    }

    @Test
    void eachGetsItsOwnAnswerAndItsOwnFact() throws Exception {
        List<Person> people = new ArrayList<>();
        List<Callable<Boolean>> logins = new ArrayList<>();
        for (int i = 0; i < PEOPLE; i++) {
            Person one = person();
            String challenge = signingIn.challenge();
            String signed = i % 3 == 0 ? "another-" + challenge : challenge;
            people.add(one);
            logins.add(login(one, challenge, one.sign(signed)));
        }

        List<Boolean> came = atOnce(logins);

        for (int i = 0; i < PEOPLE; i++) {
            assertThat(came.get(i)).isEqualTo(i % 3 != 0);
            assertThat(history(people.get(i))).containsExactly(i % 3 == 0 ? "login.refused" : "login.accepted");
        }
    }

    @Test
    void aChallengeThatManyBringAtOnceAdmitsOne() throws Exception {
        String challenge = signingIn.challenge();
        List<Person> people = new ArrayList<>();
        List<Callable<Boolean>> logins = new ArrayList<>();
        for (int i = 0; i < PEOPLE; i++) {
            Person one = person();
            people.add(one);
            logins.add(login(one, challenge, one.sign(challenge)));
        }

        assertThat(atOnce(logins)).containsOnlyOnce(true);
        assertThat(people.stream().flatMap(one -> history(one).stream()))
                .hasSize(PEOPLE)
                .containsOnlyOnce("login.accepted");
    }

    @Test
    void theSameAnswerSentTwiceAtOnceAdmitsOnceAndIsNotedTwice() throws Exception {
        Person one = person();
        String challenge = signingIn.challenge();
        Callable<Boolean> login = login(one, challenge, one.sign(challenge));

        assertThat(atOnce(List.of(login, login))).containsExactlyInAnyOrder(true, false);
        assertThat(history(one)).containsExactlyInAnyOrder("login.accepted", "login.refused");
    }

    @Test
    void fiveWrongOnesAtOnceLockTheAccount() throws Exception {
        Person one = person();
        List<Callable<Boolean>> wrong = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            wrong.add(login(one, signingIn.challenge(), one.sign("wrong")));
        }

        assertThat(atOnce(wrong)).containsOnly(false);
        String challenge = signingIn.challenge();
        assertThat(login(one, challenge, one.sign(challenge)).call()).isFalse();
    }
}
