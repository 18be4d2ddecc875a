package org.mingjian.identity.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.mingjian.facts.Actor;
import org.mingjian.facts.Facts;
import org.mingjian.facts.NewFact;
import org.mingjian.facts.Secrecy;
import org.mingjian.identity.Role;
import org.mingjian.identity.store.AccountStore;
import org.mingjian.ops.StartNote;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * 三员的第一次: a platform outside a sandbox that has no administrator yet gets one of each kind, under a name of its own
 * and a random password that must be changed at once. Each password lies in its own file that only the operator reads,
 * to be handed to one person and deleted. Everybody else is proposed and activated by them.
 */
@Component
@Profile("!sandbox & !test & !bench")
@Order(10)
class FoundingAdministrators implements ApplicationRunner, StartNote {

    private static final Set<Role> KINDS =
            EnumSet.of(Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR, Role.AUDITOR);
    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ";

    private final AccountStore accounts;
    private final GivingRights giving;
    private final Passwords passwords;
    private final Facts facts;
    private final InstantSource clock;
    private final TransactionTemplate transaction;
    private final Path folder;
    private final SecureRandom random = new SecureRandom();
    private final List<String> lines = new ArrayList<>();

    FoundingAdministrators(
            AccountStore accounts,
            GivingRights giving,
            Passwords passwords,
            Facts facts,
            InstantSource clock,
            TransactionTemplate transaction,
            @Value("${mingjian.data:.mingjian/data}") Path data) {
        this.accounts = accounts;
        this.giving = giving;
        this.passwords = passwords;
        this.facts = facts;
        this.clock = clock;
        this.transaction = transaction;
        this.folder = data.resolve("first-passwords");
    }

    @Override
    public void run(ApplicationArguments arguments) throws IOException {
        boolean founded =
                KINDS.stream().anyMatch(role -> !accounts.accounts(role).isEmpty());
        if (founded) {
            return;
        }
        Files.createDirectories(folder);
        for (Role role : KINDS) {
            found(role);
        }
        lines.add("  三员账户的初始口令在 " + folder + "，每人一份，取走即删 (first passwords of the three administrators)");
    }

    private void found(Role role) throws IOException {
        String login =
                role.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-') + "-" + (1000 + random.nextInt(9000));
        String initial = initialPassword();
        Path file = Files.createFile(
                folder.resolve(login + ".txt"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, login + " " + initial + "\n");
        transaction.executeWithoutResult(status -> {
            UUID id = UUID.randomUUID();
            var row = new AccountStore.NewRow(id, login, role.title(), null, new AccountStore.Person(null, null));
            accounts.add(row, passwords.hash("", initial), true, clock.instant());
            giving.first(id, null, EnumSet.of(role), false);
            facts.record(NewFact.secret(
                    "account:" + id,
                    "account.founded",
                    Actor.SYSTEM,
                    Map.of("login", login, "role", role),
                    Secrecy.PARTIES));
        });
    }

    private String initialPassword() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 18; i++) {
            text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return text.append(100 + random.nextInt(900)).toString();
    }

    @Override
    public List<String> lines() {
        return List.copyOf(lines);
    }
}
