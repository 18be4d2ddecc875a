package org.mingjian.identity.app;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.mingjian.facts.Facts;
import org.mingjian.facts.NewFact;
import org.mingjian.facts.Secrecy;
import org.mingjian.identity.Caller;
import org.mingjian.identity.IdentityError;
import org.mingjian.identity.ProposedSettings;
import org.mingjian.identity.TwoPersonSetting;
import org.mingjian.identity.domain.Change;
import org.mingjian.identity.store.ProposalStore;
import org.mingjian.kernel.PlatformException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Settings of other modules that two people must agree on. */
@Service
class ProposingSettings implements ProposedSettings {

    private final ObjectProvider<TwoPersonSetting> settings;
    private final ProposalStore proposals;
    private final Facts facts;
    private final InstantSource clock;

    ProposingSettings(
            ObjectProvider<TwoPersonSetting> settings, ProposalStore proposals, Facts facts, InstantSource clock) {
        this.settings = settings;
        this.proposals = proposals;
        this.facts = facts;
        this.clock = clock;
    }

    @Override
    @Transactional
    public UUID propose(String subject, Map<String, String> values, Caller caller) {
        TwoPersonSetting setting = setting(subject);
        String about = setting.check(values);
        proposals.waiting(subject, values).ifPresent(same -> {
            throw new PlatformException(IdentityError.PROPOSAL_WAITING, setting.title() + "：" + about);
        });
        var change = new Change.ChangeSetting(subject, setting.title(), about, Map.copyOf(values));
        UUID id = proposals.add(change, caller.account(), clock.instant());
        facts.record(NewFact.secret(
                "proposal:" + id,
                "proposal.made",
                caller.actor(),
                Map.of("kind", Change.Kind.CHANGE_SETTING, "change", change),
                Secrecy.PARTIES));
        return id;
    }

    void activate(Change.ChangeSetting change, Caller caller) {
        TwoPersonSetting setting = setting(change.subject());
        setting.check(change.values());
        setting.activate(change.values(), caller.actor());
    }

    private TwoPersonSetting setting(String subject) {
        List<TwoPersonSetting> found =
                settings.stream().filter(one -> one.subject().equals(subject)).toList();
        if (found.size() != 1) {
            throw new PlatformException(IdentityError.INVALID_INPUT, subject);
        }
        return found.getFirst();
    }
}
