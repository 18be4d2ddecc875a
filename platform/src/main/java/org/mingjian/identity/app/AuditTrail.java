package org.mingjian.identity.app;

import java.util.List;
import java.util.Set;
import org.mingjian.facts.Fact;
import org.mingjian.facts.FactReader;
import org.mingjian.facts.Secrecy;
import org.mingjian.identity.store.AuditStore;
import org.mingjian.identity.store.AuditStore.Entry;
import org.springframework.stereotype.Component;

/**
 * The auditor's view of every fact: when, who, what, from where, with what result; nothing of the business itself. What
 * is sealed stays so: of such a fact it tells the kind and the time only. Rows are added and never changed, so a
 * rebuild fills what is missing and leaves what is there for the daily check to judge.
 */
@Component
class AuditTrail implements FactReader {

    private static final Set<String> OWN = Set.of("acts:", "account:", "proposal:", "audit:", "logins:", "watch:");
    private static final String WITHHELD = "（密封）";

    private final AuditStore store;

    AuditTrail(AuditStore store) {
        this.store = store;
    }

    @Override
    public String name() {
        return "audit";
    }

    @Override
    public void reset() {
        // insert-only: what is there stays
    }

    @Override
    public void read(List<Fact> facts) {
        store.add(facts.stream().map(AuditTrail::entry).toList());
    }

    static Entry entry(Fact fact) {
        boolean own = OWN.stream().anyMatch(fact.stream()::startsWith);
        boolean sealed = fact.secrecy() == Secrecy.SEALED;
        String act = fact.text("act");
        return new Entry(
                fact.position(),
                fact.at(),
                fact.kind(),
                sealed && !own ? WITHHELD : fact.actor().account(),
                sealed && !own ? WITHHELD : fact.actor().name(),
                fact.text("address"),
                own && !act.isEmpty() ? act : fact.kind(),
                sealed ? WITHHELD : own ? subject(fact) : fact.stream(),
                own ? result(fact) : "",
                fact.digest());
    }

    private static String subject(Fact fact) {
        String named = fact.text("subject");
        return named.isEmpty() ? fact.stream() : named;
    }

    private static String result(Fact fact) {
        String result = fact.text("result");
        return result.isEmpty() ? fact.text("code") : result;
    }
}
