package org.mingjian.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.mingjian.identity.Accounts;
import org.mingjian.identity.Role;
import org.mingjian.ops.PlatformTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** 限流 by account over HTTP, with the limits as they are delivered. */
@PlatformTest
class LimitsTest {

    @LocalServerPort
    int port;

    @Autowired
    Accounts accounts;

    @Test
    void anAccountThatAsksTooFastIsToldWhenToAskAgainAndOthersAtItsAddressAreNot() throws Exception {
        Far fast = signedIn("127.0.8.1");
        Far other = signedIn("127.0.8.1");

        List<Far.Answer> answers = many(1800, () -> fast.get("/api/me"));

        List<Far.Answer> refused =
                answers.stream().filter(answer -> answer.status() == 429).toList();
        assertThat(refused).isNotEmpty();
        assertThat(answers.size() - refused.size()).isGreaterThanOrEqualTo(1000);
        assertThat(refused.getFirst().code()).isEqualTo("TOO_MANY_REQUESTS");
        assertThat(refused.getFirst().raw().headers().firstValue("Retry-After")).contains("1");
        assertThat(refused.getFirst().body().path("detail").asString()).contains("账户");
        assertThat(refused.getFirst().body().path("basis").asString()).isNotBlank();
        assertThat(other.get("/api/me").status()).isEqualTo(200);
    }

    private Far signedIn(String address) throws Exception {
        String login = "l" + UUID.randomUUID().toString().substring(0, 8);
        accounts.add(new Accounts.NewAccount(login, "被测", "sesame 2026 open", Set.of(Role.BIDDER), null));
        Far far = new Far(port, address);
        far.signIn(login, "sesame 2026 open");
        return far;
    }

    private static List<Far.Answer> many(int count, Supplier<Far.Answer> one) throws Exception {
        List<Far.Answer> answers = new ArrayList<>();
        try (var pool = Executors.newFixedThreadPool(16)) {
            Callable<Far.Answer> call = one::get;
            for (var done : pool.invokeAll(java.util.Collections.nCopies(count, call))) {
                answers.add(done.get());
            }
        }
        return answers;
    }
}
