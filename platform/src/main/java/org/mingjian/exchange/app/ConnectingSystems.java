package org.mingjian.exchange.app;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mingjian.exchange.ExchangeError;
import org.mingjian.exchange.domain.Scope;
import org.mingjian.exchange.store.ConnectionStore;
import org.mingjian.exchange.store.ConnectionStore.Applicant;
import org.mingjian.exchange.store.ConnectionStore.Connection;
import org.mingjian.exchange.store.ConnectionStore.Decided;
import org.mingjian.exchange.store.ConnectionStore.Run;
import org.mingjian.exchange.store.ConnectionStore.State;
import org.mingjian.facts.Actor;
import org.mingjian.facts.Facts;
import org.mingjian.facts.NewFact;
import org.mingjian.identity.Caller;
import org.mingjian.identity.Permission;
import org.mingjian.identity.Role;
import org.mingjian.kernel.PlatformException;
import org.mingjian.protection.Secrets;
import org.mingjian.spec.Specification;
import org.mingjian.spec.Specifications;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * 对接他方建设的系统: an organisation applies and may rehearse at once, on the test lane only. The administrator admits what
 * conforms, together with a second person ({@link AdmittingSystems}).
 */
@Service
public class ConnectingSystems {

    private static final Pattern SYSTEM = Pattern.compile("[0-9A-Z]{4}");
    private static final int MOST_OPEN = 20;

    private final ConnectionStore store;
    private final Credentials credentials;
    private final KeepingPeers peers;
    private final Sender sender;
    private final Specification version;
    private final Secrets secrets;
    private final Told told;

    ConnectingSystems(
            ConnectionStore store,
            Credentials credentials,
            KeepingPeers peers,
            Sender sender,
            Specifications specifications,
            Secrets secrets,
            Told told) {
        this.store = store;
        this.credentials = credentials;
        this.peers = peers;
        this.sender = sender;
        this.version = specifications.national();
        this.secrets = secrets;
        this.told = told;
    }

    /** What is done, with its time. */
    @org.springframework.stereotype.Component
    record Told(Facts facts, InstantSource clock) {

        void record(String system, String kind, Actor actor, Object body) {
            facts.record(NewFact.open("exchange:" + system, kind, actor, body));
        }
    }

    /** What is asked for. */
    public record Asked(
            String system, String systemName, String contactName, String contactPhone, List<String> datasets) {}

    /** @param secret 联调密钥, shown this once */
    public record Applied(Connection connection, String secret) {}

    @Transactional
    public Applied apply(Asked asked, Caller caller) {
        check(asked);
        UUID own = caller.requireOrganisation().id();
        Instant now = told.clock().instant();
        Optional<Connection> before = store.lock(asked.system());
        boolean taken = asked.system().equals(sender.system())
                || before.filter(one -> one.state() != State.STOPPED
                                || !one.applicant().organisation().equals(own))
                        .isPresent()
                || before.isEmpty() && peers.find(asked.system()).isPresent();
        if (taken) {
            throw new PlatformException(ExchangeError.CONNECTION_TAKEN, asked.system());
        }
        if (store.count(own, "") >= MOST_OPEN) {
            throw new PlatformException(ExchangeError.CONNECTION_INVALID, "一个单位最多对接" + MOST_OPEN + "个系统");
        }
        Connection fresh = new Connection(
                asked.system(),
                asked.systemName().strip(),
                asked.datasets().stream().distinct().sorted().toList(),
                new Applicant(
                        own,
                        caller.requireOrganisation().name(),
                        secrets.seal(ConnectionStore.CONTACT, asked.contactName() + " " + asked.contactPhone()),
                        caller.name(),
                        now),
                State.TRIAL,
                new Run(before.map(one -> one.run().number() + 1).orElse(1), store.lastOnTestLane(asked.system()), now),
                new Decided(null, "", ""));
        store.keep(fresh);
        peers.open(fresh.system(), fresh.systemName(), caller.actor());
        peers.place(fresh.system(), caller.requireOrganisation().regionCode());
        String secret = credentials.make(fresh.system(), Scope.TRIAL, caller.name(), true);
        told.record(
                fresh.system(),
                "exchange.connectionApplied",
                caller.actor(),
                Map.of("system", fresh.system(), "systemName", fresh.systemName(), "datasets", fresh.datasets()));
        return new Applied(fresh, secret);
    }

    private void check(Asked asked) {
        if (!SYSTEM.matcher(asked.system()).matches()) {
            throw new PlatformException(ExchangeError.CONNECTION_INVALID, "系统编号为4位数字或大写字母");
        }
        String text = asked.systemName() + asked.contactName() + asked.contactPhone();
        boolean blank = asked.systemName().isBlank()
                || asked.contactName().isBlank()
                || asked.contactPhone().isBlank();
        if (blank || text.chars().anyMatch(c -> c < ' ')) {
            throw new PlatformException(ExchangeError.CONNECTION_INVALID, "请填写系统名称、联系人和电话");
        }
        List<String> unknown = asked.datasets().stream()
                .filter(number -> version.dataset(number)
                        .filter(dataset -> version.levels().contains(dataset.level()))
                        .isEmpty())
                .toList();
        if (asked.datasets().isEmpty() || asked.datasets().size() > 100 || !unknown.isEmpty()) {
            throw new PlatformException(
                    ExchangeError.CONNECTION_INVALID,
                    unknown.isEmpty() ? "请选择要报送的数据集" : "数据规范没有这个数据集：" + unknown.getFirst());
        }
    }

    /** One's own; for the administrators anybody's. */
    public Connection find(String system, Caller caller) {
        return store.find(system)
                .filter(found -> sees(caller, found))
                .orElseThrow(() -> new PlatformException(ExchangeError.CONNECTION_NOT_FOUND, "系统编号不在您的对接申请里"));
    }

    private static boolean sees(Caller caller, Connection found) {
        return seesAll(caller) || caller.actsFor(found.applicant().organisation());
    }

    private static boolean seesAll(Caller caller) {
        return caller.is(Role.SYSTEM_ADMINISTRATOR) || caller.is(Role.SECURITY_ADMINISTRATOR);
    }

    /** A page of connections. */
    public record Listed(List<Connection> items, long total) {}

    public Listed list(String text, int page, int size, Caller caller) {
        UUID own = seesAll(caller) ? null : caller.requireOrganisation().id();
        return new Listed(store.list(own, text, page, size), store.count(own, text));
    }

    /** Name and telephone of whom to ask. */
    public String contact(Connection connection) {
        return secrets.open(ConnectionStore.CONTACT, connection.applicant().contact());
    }

    /** A secret as people see it: without itself. */
    public record Held(
            Scope scope,
            Instant madeAt,
            String madeBy,
            @Nullable Instant endsAt,
            boolean stands) {}

    public List<Held> held(String system) {
        Instant now = told.clock().instant();
        return credentials.of(system).stream()
                .map(one -> new Held(one.scope(), one.madeAt(), one.madeBy(), one.endsAt(), one.stands(now)))
                .toList();
    }

    /** Begins another run: what came before does not count any more. */
    @Transactional
    public Connection run(String system, Caller caller) {
        Connection found = own(system, caller);
        Connection next = with(
                found,
                found.state(),
                new Run(
                        found.run().number() + 1,
                        store.lastOnTestLane(system),
                        told.clock().instant()),
                found.decided());
        store.keep(next);
        return next;
    }

    /**
     * A new secret in place of the one before, which ends in a day, or now.
     *
     * @return shown this once
     */
    @Transactional
    public String renew(String system, Scope scope, boolean atOnce, Caller caller) {
        Connection found = own(system, caller);
        if (scope == Scope.LIVE && found.state() != State.ADMITTED) {
            throw new PlatformException(ExchangeError.NOT_ADMITTED, system);
        }
        String secret = credentials.make(system, scope, caller.name(), atOnce);
        told.record(
                system,
                "exchange.credentialMade",
                caller.actor(),
                Map.of("system", system, "scope", scope.name(), "atOnce", String.valueOf(atOnce)));
        return secret;
    }

    /** Ends every secret now. One person may: stopping must not wait. */
    @Transactional
    public void stop(String system, String reason, Caller caller) {
        Connection found = store.lock(system)
                .filter(one -> caller.may(Permission.EXCHANGE_ADMIT)
                        || caller.actsFor(one.applicant().organisation()))
                .orElseThrow(() -> new PlatformException(ExchangeError.CONNECTION_NOT_FOUND, "系统编号不在您的对接申请里"));
        if (found.state() == State.STOPPED) {
            throw new PlatformException(ExchangeError.CONNECTION_STOPPED, system);
        }
        Decided decided = new Decided(told.clock().instant(), caller.name(), reason.strip());
        store.keep(with(found, State.STOPPED, found.run(), decided));
        credentials.endAll(system);
        peers.stop(system, reason.strip(), caller.actor());
    }

    private Connection own(String system, Caller caller) {
        Connection found = store.lock(system)
                .filter(one -> caller.actsFor(one.applicant().organisation()))
                .orElseThrow(() -> new PlatformException(ExchangeError.CONNECTION_NOT_FOUND, "系统编号不在您的对接申请里"));
        if (found.state() == State.STOPPED) {
            throw new PlatformException(ExchangeError.CONNECTION_STOPPED, system);
        }
        return found;
    }

    static Connection with(Connection one, State state, Run run, Decided decided) {
        return new Connection(one.system(), one.systemName(), one.datasets(), one.applicant(), state, run, decided);
    }
}
